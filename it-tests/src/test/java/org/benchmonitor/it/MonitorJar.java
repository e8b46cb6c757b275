package org.benchmonitor.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.benchmonitor.pack.Archive;
import org.benchmonitor.pack.Pack;

/** What lies in monitor.jar, that of the archive inside of it included. */
final class MonitorJar {
  private MonitorJar() {}

  /** The content of the archive, by names as {@link Archive} has them. */
  static SortedMap<String, byte[]> archive() {
    try (JarFile jar = new JarFile(Host.MONITOR_JAR.toFile());
        InputStream in = jar.getInputStream(jar.getEntry(Pack.ARCHIVE))) {
      return Archive.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies the jar, leaving out of the archive what is meant. */
  static Path without(Predicate<String> meant) throws IOException {
    Path copy =
        Files.createTempFile(
            Files.createDirectories(Path.of(Host.property("it.directory"))), "broken", ".jar");
    SortedMap<String, byte[]> files = archive();
    if (!files.keySet().removeIf(meant)) {
      throw new IllegalArgumentException("the archive has nothing of the kind");
    }
    try (JarFile jar = new JarFile(Host.MONITOR_JAR.toFile());
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(copy), jar.getManifest())) {
      for (var entries = jar.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        if (entry.isDirectory() || entry.getName().equals(JarFile.MANIFEST_NAME)) {
          continue;
        }
        out.putNextEntry(new JarEntry(entry.getName()));
        if (entry.getName().equals(Pack.ARCHIVE)) {
          out.write(Archive.write(files, Pack::isHeld));
        } else {
          try (InputStream in = jar.getInputStream(entry)) {
            in.transferTo(out);
          }
        }
      }
    }
    return copy;
  }
}
