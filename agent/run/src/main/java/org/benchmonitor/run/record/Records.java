package org.benchmonitor.run.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.benchmonitor.run.frame.FrameReader;
import org.benchmonitor.run.frame.Marking;
import org.benchmonitor.run.frame.RecordedRun;
import org.benchmonitor.run.frame.RunSummary;
import org.benchmonitor.run.model.RunHeader;

/**
 * The recorded runs of a directory. Any thread; every method reads the file system anew.
 *
 * <p>The directory is the index, and nothing else is. A file that is damaged, or no record at all,
 * is listed with the reason, and disturbs no other.
 */
public final class Records {
  /** What the name of a record's file ends with. */
  public static final String ENDING = ".bmr";

  private static final long MOST_BYTES = Integer.MAX_VALUE - 8;

  private final Path directory;
  private final Writers writers;
  private final UnaryOperator<IntStream> split;

  /** Tells whether the process that writes a record lives. */
  @FunctionalInterface
  public interface Writers {
    /**
     * Asks for a process.
     *
     * @param started tells it from later ones of its number, empty if unknown
     * @param written when the record was last written to
     */
    boolean isAlive(long pid, String started, Instant written);
  }

  /** Touches no file yet. */
  public Records(Path directory, Writers writers) {
    this(directory, writers, UnaryOperator.identity());
  }

  /**
   * The same in a process that may use all processors.
   *
   * @param split makes a stream of work parallel
   */
  public Records(Path directory, Writers writers, UnaryOperator<IntStream> split) {
    this.directory = directory;
    this.writers = writers;
    this.split = split;
  }

  public Path directory() {
    return directory;
  }

  /**
   * All records, the newest first; none if there is no such directory.
   *
   * @throws IOException if the directory cannot be read
   */
  public List<RecordEntry> newestFirst() throws IOException {
    List<RecordEntry> entries = new ArrayList<>();
    for (Path file : files()) {
      entries.add(entry(file));
    }
    entries.sort(Comparator.comparing(RecordEntry::when).reversed());
    return List.copyOf(entries);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Records::isRecord).toList();
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    }
  }

  private static boolean isRecord(Path file) {
    return file.getFileName().toString().endsWith(ENDING) && Files.isRegularFile(file);
  }

  /** The identifiers that are this one; or else those that begin so. None of them is read. */
  public List<String> ids(String idOrStart) throws IOException {
    List<String> begin = new ArrayList<>();
    for (Path file : files()) {
      String id = id(file);
      if (id.equals(idOrStart)) {
        return List.of(id);
      }
      if (!idOrStart.isEmpty() && id.startsWith(idOrStart)) {
        begin.add(id);
      }
    }
    begin.sort(null);
    return begin;
  }

  private static String id(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
  }

  /** The file of an identifier that was listed. */
  public Path file(String id) {
    return directory.resolve(id + ENDING);
  }

  /** What there is to tell of a file, wherever it is; never fails. */
  public RecordEntry entry(Path file) {
    return entry(file, () -> read(file));
  }

  /** The same of a file that was read, so that nothing of it has to be read twice. */
  public RecordEntry entry(Path file, RecordedRun run) {
    return entry(file, () -> run);
  }

  /** The whole run of a file whose end does not tell enough. */
  private interface Whole {
    RecordedRun run() throws IOException;
  }

  private RecordEntry entry(Path file, Whole whole) {
    long bytes = 0;
    Instant written = Instant.EPOCH;
    try {
      bytes = Files.size(file);
      written = Files.getLastModifiedTime(file).toInstant();
      RunSummary summary = summary(file, whole);
      boolean running = !summary.run().status().isEnded();
      return new RecordEntry(id(file), file, bytes, written, summary, running, "");
    } catch (IOException | RuntimeException unreadable) {
      return new RecordEntry(id(file), file, bytes, written, null, false, why(unreadable));
    }
  }

  private static RunSummary summary(Path file, Whole whole) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Optional<RunSummary> atEnd = RunSummary.atEnd(channel);
      return atEnd.isPresent() ? atEnd.get() : RunSummary.of(whole.run());
    }
  }

  private static String why(Exception failure) {
    String message = failure.getMessage();
    return failure instanceof NoSuchFileException || message == null ? failure.toString() : message;
  }

  /**
   * Reads a record. The run has failed if it has no end and its process does not live.
   *
   * @throws IOException if it is none
   */
  public RecordedRun read(Path file) throws IOException {
    RecordedRun run = FrameReader.read(bytes(file), split);
    Instant written = Files.getLastModifiedTime(file).toInstant();
    return isWriterAlive(run.header(), written) ? run : run.ofDeadWriter();
  }

  private boolean isWriterAlive(RunHeader header, Instant written) {
    return writers.isAlive(header.host().pid(), header.started(), written);
  }

  /** All at once: a file that is mapped must not be cut meanwhile. */
  private static ByteBuffer bytes(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("it has more than " + MOST_BYTES + " bytes");
    }
    return ByteBuffer.wrap(Files.readAllBytes(file));
  }

  /**
   * Removes a record.
   *
   * @throws IOException if it cannot be removed, or is being written
   */
  public void delete(RecordEntry entry) throws IOException {
    checkWritten(entry);
    Files.delete(entry.file());
  }

  /**
   * Keeps a record from being removed to make room, or no longer does.
   *
   * @throws IOException if it is no record, or is being written
   */
  public void keep(RecordEntry entry, boolean kept) throws IOException {
    checkWritten(entry);
    try (FileChannel channel = forWriting(entry)) {
      Marking.keep(channel, kept);
    }
  }

  /**
   * Gives a record its tags, in place of those that it has.
   *
   * @throws IOException if it is no record, or is being written
   */
  public void tag(RecordEntry entry, Map<String, String> tags) throws IOException {
    checkWritten(entry);
    try (FileChannel channel = forWriting(entry)) {
      Marking.tag(channel, tags);
    }
  }

  private static FileChannel forWriting(RecordEntry entry) throws IOException {
    return FileChannel.open(entry.file(), StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private void checkWritten(RecordEntry entry) throws IOException {
    RunSummary summary = entry.summary();
    if (entry.running() && summary != null && isWriterAlive(summary.header(), entry.written())) {
      throw new IOException(
          "it is being written by process " + summary.header().host().pid() + ", which lives");
    }
  }
}
