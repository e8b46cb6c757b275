package org.benchmonitor.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs monitor.jar.
 *
 * <p>What lies under {@code inst/core} and {@code inst/boot} of the image goes into the archive,
 * with {@link LambdaClasses} and {@link RecordMethods} made. An index names the classes for the
 * boot loader, which are all defined at the start. All else is an entry of the jar as it lies
 * there. The archive is stored, so that a part of it is read without the rest.
 */
public final class Pack {
  /** The entry with the archive. */
  public static final String ARCHIVE = "inst/archive";

  private static final String INST = "inst/";
  private static final String CORE = "inst/core/";
  private static final String BOOT = "inst/boot/";
  private static final String CLASS = ".class";
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  /**
   * What the agent holds in memory from its start on, because the end of a run may need it: a new
   * build may overwrite the jar while the program runs. All of the agent's own but those of the
   * command line and of comparisons, and those of the libraries that are in reach of the end. Of
   * Jackson the trees alone; the agent rehearses what they need besides.
   */
  private static final List<String> HELD =
      List.of(
          "org.benchmonitor.",
          "org.HdrHistogram.",
          "fi.iki.elonen.",
          "tools.jackson.databind.node.",
          CORE + "dashboard/");

  /** Read and then kept by what writes a report in HTML. */
  private static final String REPORT = CORE + "dashboard/report.html.gz";

  /** No host loads any of them. */
  private static final List<String> NEVER_HELD =
      List.of("org.benchmonitor.tool.", "org.benchmonitor.run.compare.");

  private Pack() {}

  /** Whether the agent holds a file of this name in memory. */
  public static boolean isHeld(String name) {
    return NEVER_HELD.stream().noneMatch(name::startsWith)
        && !name.equals(REPORT)
        && HELD.stream().anyMatch(name::startsWith);
  }

  /**
   * Packs a jar.
   *
   * @param arguments the folder with the image, the jar to write, and the time of all entries as
   *     ISO 8601 has it
   */
  public static void main(String[] arguments) throws IOException {
    Path image = Path.of(arguments[0]);
    SortedMap<String, byte[]> inside = new TreeMap<>();
    SortedMap<String, byte[]> beside = new TreeMap<>();
    try (Stream<Path> files = Files.walk(image)) {
      files
          .filter(Files::isRegularFile)
          .forEach(
              file -> {
                String name = image.relativize(file).toString().replace('\\', '/');
                (name.startsWith(INST) ? inside : beside).put(name, bytes(file));
              });
    }
    LocalDateTime time =
        LocalDateTime.ofInstant(OffsetDateTime.parse(arguments[2]).toInstant(), ZoneOffset.UTC);
    write(Path.of(arguments[1]), beside, archive(inside), time);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The archive of an image's files.
   *
   * @param files by the names that begin with {@code inst/core/} or {@code inst/boot/}
   */
  public static byte[] archive(SortedMap<String, byte[]> files) {
    SortedMap<String, byte[]> all = new TreeMap<>();
    for (String root : List.of(CORE, BOOT)) {
      SortedMap<String, byte[]> classes = new TreeMap<>();
      files.forEach(
          (name, content) -> {
            if (name.startsWith(root) && name.endsWith(CLASS)) {
              classes.put(name.substring(root.length(), name.length() - CLASS.length()), content);
            } else if (name.startsWith(root)) {
              all.put(name, content);
            }
          });
      List<String> index = new ArrayList<>();
      LambdaClasses.of(RecordMethods.of(classes))
          .forEach(
              (name, content) -> {
                String dotted = name.replace('/', '.');
                index.add(dotted);
                all.put(root.equals(CORE) ? dotted : root + dotted, content);
              });
      if (root.equals(BOOT)) {
        all.put(BOOT + "index", String.join("\n", index).getBytes(StandardCharsets.UTF_8));
      }
    }
    return Archive.write(all, Pack::isHeld);
  }

  /** Writes the jar: the manifest first, then the archive, then all others by name. */
  static void write(Path jar, SortedMap<String, byte[]> beside, byte[] archive, LocalDateTime time)
      throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.setLevel(Deflater.BEST_COMPRESSION);
      byte[] manifest = Objects.requireNonNull(beside.remove(MANIFEST), MANIFEST);
      put(out, new ZipEntry(MANIFEST), manifest, time);
      put(out, stored(ARCHIVE, archive), archive, time);
      for (var file : beside.entrySet()) {
        put(out, new ZipEntry(file.getKey()), file.getValue(), time);
      }
    }
  }

  private static ZipEntry stored(String name, byte[] content) {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    return entry;
  }

  private static void put(ZipOutputStream out, ZipEntry entry, byte[] content, LocalDateTime time)
      throws IOException {
    entry.setTimeLocal(time);
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }
}
