package org.benchmonitor.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.benchmonitor.run.thread.Rest;
import org.benchmonitor.setup.registry.Lineage;
import org.benchmonitor.setup.registry.LineageCodec;
import org.jspecify.annotations.Nullable;

/**
 * Puts a report where it belongs, so that the file is complete or absent, and no report of a
 * related process is lost.
 *
 * <p>Rules, which hold between processes too:
 *
 * <ol>
 *   <li>The report is written beside, under a name that no other writer has, and renamed. What a
 *       killed writer left there is in nobody's way.
 *   <li>A name that is free is taken by a hard link, which fails if another writer was faster.
 *   <li>A file is replaced only while its lock is held and it still is the file that was judged. So
 *       of two siblings that replace one report at once, the second judges the first one's.
 *   <li>A report that must stay ({@link Lineage#keepsReportOf}) or cannot be read stays, and the
 *       new one adds the number of its process to its name. Any other file is replaced.
 * </ol>
 */
final class ReportPlace {
  /** Writes the whole report. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private enum Outcome {
    DONE,
    /** There is a report that must stay. */
    KEPT,
    /** Another writer was faster. */
    CHANGED
  }

  private static final int MOST_NAMES = 1_000;
  private static final int MOST_TRIES = 100;
  private static final int MOST_LINKS = 40;
  private static final long LOCK_NANOS = 500_000_000;
  private static final long POLL_NANOS = 2_000_000;

  private final Lineage writer;

  ReportPlace(Lineage writer) {
    this.writer = writer;
  }

  /**
   * Writes a report.
   *
   * @param wanted its name; a link is followed, and a device or a pipe is written to as it is
   * @param neverInstead whether it must not take the place of any file
   * @return the file that it is in; empty if there is one that it must not replace
   */
  Optional<Path> put(Path wanted, boolean neverInstead, Content content) throws IOException {
    Path file = followed(wanted.toAbsolutePath());
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
        content.writeTo(out);
      }
      return Optional.of(file);
    }
    if (neverInstead && Files.exists(file)) {
      return Optional.empty();
    }
    Path directory = Objects.requireNonNull(file.getParent(), "a directory");
    // A link to a directory is one, which createDirectories denies on JDK 17.
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
    }
    Path beside = beside(directory, file.getFileName().toString());
    try {
      // Not a temporary file of the JDK: the report needs the usual permissions.
      try (OutputStream out =
          Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(out);
      }
      return place(beside, file, neverInstead);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** The target of a link that may point nowhere yet. */
  private static Path followed(Path path) throws IOException {
    Path at = path;
    for (int i = 0; i < MOST_LINKS && Files.isSymbolicLink(at); i++) {
      at = at.resolveSibling(Files.readSymbolicLink(at));
    }
    return at;
  }

  /** Processes in two containers may have one number. */
  private Path beside(Path directory, String name) {
    String unique = Long.toHexString(System.nanoTime());
    return directory.resolve("." + name + "." + writer.self().pid() + "-" + unique + ".part");
  }

  private Optional<Path> place(Path beside, Path file, boolean neverInstead) throws IOException {
    for (int i = 0; i < MOST_NAMES; i++) {
      Path candidate = i == 0 ? file : file.resolveSibling(numbered(file, i));
      Outcome outcome = Outcome.CHANGED;
      for (int tries = 0; outcome == Outcome.CHANGED && tries < MOST_TRIES; tries++) {
        if (created(beside, candidate)) {
          return Optional.of(candidate);
        }
        if (neverInstead) {
          return Optional.empty();
        }
        outcome = replaced(beside, candidate);
      }
      if (outcome == Outcome.DONE) {
        return Optional.of(candidate);
      }
    }
    throw new IOException("all names beside it are taken by reports that must stay");
  }

  /** {@code report-4711.json}, then {@code report-4711-2.json}. */
  private String numbered(Path file, int number) {
    String pid = Long.toString(writer.self().pid());
    return withSuffix(file.getFileName().toString(), number == 1 ? pid : pid + "-" + number);
  }

  /** Adds to a name before its ending. */
  static String withSuffix(String name, String suffix) {
    int dot = name.lastIndexOf('.');
    return dot <= 0
        ? name + "-" + suffix
        : name.substring(0, dot) + "-" + suffix + name.substring(dot);
  }

  /** Takes a free name; false if it is taken. */
  private static boolean created(Path beside, Path file) throws IOException {
    try {
      Files.createLink(file, beside);
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    } catch (IOException | UnsupportedOperationException | SecurityException noLinks) {
      return moved(beside, file);
    }
  }

  /** For file systems without hard links: a writer that is just as fast may be overwritten. */
  private static boolean moved(Path beside, Path file) throws IOException {
    try {
      Files.move(beside, file);
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    }
  }

  private Outcome replaced(Path beside, Path file) throws IOException {
    Object judged = key(file);
    if (Files.isDirectory(file)) {
      return Outcome.KEPT;
    }
    // The lock goes with its channel.
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      awaitLock(channel);
      return Objects.equals(judged, key(file)) ? replaced(beside, file, channel) : Outcome.CHANGED;
    } catch (NoSuchFileException goneMeanwhile) {
      return Outcome.CHANGED;
    } catch (AccessDeniedException readOnly) {
      return replacedUnlocked(beside, file);
    }
  }

  private Outcome replaced(Path beside, Path file, FileChannel channel) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(LineageCodec.HEAD);
    int read = 0;
    while (head.hasRemaining() && read >= 0) {
      read = channel.read(head);
    }
    Optional<Lineage> earlier = LineageCodec.read(head.array(), head.position());
    if (earlier.isPresent() && writer.keepsReportOf(earlier.get())) {
      return Outcome.KEPT;
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return Outcome.DONE;
  }

  /** For a file that may be read, but not be written to and thus not locked. */
  private Outcome replacedUnlocked(Path beside, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return replaced(beside, file, channel);
    } catch (NoSuchFileException goneMeanwhile) {
      return Outcome.CHANGED;
    } catch (AccessDeniedException unreadable) {
      // It may be anybody's.
      return Outcome.KEPT;
    }
  }

  /** Tells a file from the one that has taken its name. */
  private static @Nullable Object key(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .fileKey();
    } catch (NoSuchFileException goneMeanwhile) {
      return null;
    }
  }

  /** Goes on without the lock if the file system has none, or a stranger holds it. */
  private static void awaitLock(FileChannel channel) {
    try {
      long deadline = System.nanoTime() + LOCK_NANOS;
      while (channel.tryLock() == null && System.nanoTime() - deadline < 0) {
        Rest.nanos(POLL_NANOS);
      }
    } catch (IOException | UnsupportedOperationException | OverlappingFileLockException noLocks) {
      return;
    }
  }
}
