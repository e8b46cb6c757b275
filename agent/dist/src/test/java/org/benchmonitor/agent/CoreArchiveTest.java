package org.benchmonitor.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.benchmonitor.pack.Archive;
import org.benchmonitor.pack.Pack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent reads what the build has written. */
class CoreArchiveTest {
  @TempDir Path directory;

  private static SortedMap<String, byte[]> files() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    Random random = new Random(3);
    for (int i = 0; i < 4000; i++) {
      byte[] content = new byte[random.nextInt(300)];
      random.nextBytes(content);
      files.put("org.example.Class" + i, content);
    }
    files.put("inst/core/empty", new byte[0]);
    return files;
  }

  private static boolean isHeld(String name) {
    return name.endsWith("7") || name.endsWith("3");
  }

  private Path jar(byte[] archive) throws IOException {
    return jar(archive, ZipEntry.STORED);
  }

  private Path jar(byte[] archive, int method) throws IOException {
    Path jar = directory.resolve("some.jar");
    CRC32 checksum = new CRC32();
    checksum.update(archive);
    ZipEntry entry = new ZipEntry(Pack.ARCHIVE);
    entry.setMethod(method);
    entry.setSize(archive.length);
    entry.setCrc(checksum.getValue());
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(entry);
      out.write(archive);
      out.closeEntry();
    }
    return jar;
  }

  @Test
  void eachFileIsFoundAndNoOther() throws IOException {
    SortedMap<String, byte[]> files = files();
    try (CoreArchive archive =
        new CoreArchive(jar(Archive.write(files, CoreArchiveTest::isHeld)).toFile(), true)) {
      for (var file : files.entrySet()) {
        assertThat(archive.mayHave(file.getKey())).isTrue();
        assertThat(archive.read(file.getKey())).as(file.getKey()).isEqualTo(file.getValue());
      }
      assertThat(archive.read("org.example.Class4000")).isNull();
      assertThat(archive.read("")).isNull();
    }
  }

  @Test
  void aJarThatWasPackedAnewIsReadToo() throws IOException {
    SortedMap<String, byte[]> files = files();
    Path jar = jar(Archive.write(files, CoreArchiveTest::isHeld), ZipEntry.DEFLATED);
    try (CoreArchive archive = new CoreArchive(jar.toFile(), true)) {
      for (var file : files.entrySet()) {
        assertThat(archive.read(file.getKey())).as(file.getKey()).isEqualTo(file.getValue());
      }
    }
  }

  @Test
  void aNameOfTheSameHashIsNotTakenForIt() throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put("Aa", new byte[] {1});
    try (CoreArchive archive =
        new CoreArchive(jar(Archive.write(files, CoreArchiveTest::isHeld)).toFile(), true)) {
      assertThat(archive.mayHave("BB")).isTrue();
      assertThat(archive.read("BB")).isNull();
    }
  }

  @Test
  void everyFileThatIsOverwrittenIsRefused() throws IOException {
    SortedMap<String, byte[]> files = files();
    byte[] bytes = Archive.write(files, CoreArchiveTest::isHeld);
    Path jar = jar(bytes);
    try (CoreArchive archive = new CoreArchive(jar.toFile(), true)) {
      byte[] noise = new byte[bytes.length / 2];
      new Random(4).nextBytes(noise);
      try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "rw")) {
        file.seek(bytes.length / 2);
        file.write(noise);
      }
      int refused = 0;
      for (var file : files.entrySet()) {
        try {
          assertThat(archive.read(file.getKey())).as(file.getKey()).isEqualTo(file.getValue());
        } catch (IOException changed) {
          refused++;
        }
      }
      assertThat(refused).isGreaterThan(1000);
    }
  }

  @Test
  void whatIsHeldNeedsNoJar() throws IOException {
    SortedMap<String, byte[]> files = files();
    Path jar = jar(Archive.write(files, CoreArchiveTest::isHeld));
    try (CoreArchive holding = new CoreArchive(jar.toFile(), true);
        CoreArchive reading = new CoreArchive(jar.toFile(), false)) {
      Files.newOutputStream(jar, StandardOpenOption.TRUNCATE_EXISTING).close();
      for (var file : files.entrySet()) {
        String name = file.getKey();
        assertThatThrownBy(() -> reading.read(name)).as(name).isInstanceOf(IOException.class);
        if (isHeld(name)) {
          assertThat(holding.read(name)).as(name).isEqualTo(file.getValue());
        } else {
          assertThatThrownBy(() -> holding.read(name)).as(name).isInstanceOf(IOException.class);
        }
      }
    }
  }

  @Test
  void aJarWithoutAnArchiveIsNamed() throws IOException {
    Path jar = directory.resolve("other.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("anything"));
    }
    assertThatThrownBy(() -> new CoreArchive(jar.toFile(), true).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(jar + " has no inst/archive");
  }
}
