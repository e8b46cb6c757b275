package org.benchmonitor.tool.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.benchmonitor.run.frame.RecordedRun;
import org.benchmonitor.run.record.RecordEntry;
import org.benchmonitor.run.record.Records;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where the records are, and what a word names there. */
final class RecordChoice {
  private static final String HINT = "runs lists the records";

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where the records are, if not in the usual place.")
  private @Nullable Path directory;

  /**
   * The records.
   *
   * @throws Failure if there is no place for them
   */
  Records records(Tools tools) {
    Path given = directory;
    if (given != null && !Files.isDirectory(given)) {
      throw new Failure(
          ExitCode.WRONG_WORDS, "--dir is '" + given + "', which is no directory", "");
    }
    return tools
        .records()
        .apply(
            Optional.ofNullable(given)
                .map(Path::toAbsolutePath)
                .or(tools::usualRecords)
                .orElseThrow(
                    () ->
                        new Failure(
                            ExitCode.FAILED,
                            "there is no home directory that records would be in",
                            "name another with --dir")));
  }

  /** The file that a word is the path of. */
  static Optional<Path> path(String word) {
    try {
      return Optional.of(Path.of(word)).filter(Files::isRegularFile);
    } catch (InvalidPathException none) {
      return Optional.empty();
    }
  }

  /**
   * The record that is meant by a path, by an identifier, or by a beginning that only one has.
   *
   * @throws Failure if there is none, or more than one
   */
  static RecordEntry find(Records records, String word) {
    return records.entry(file(records, word));
  }

  /**
   * The file of the record that is meant, which is not read.
   *
   * @throws Failure as {@link #find}
   */
  static Path file(Records records, String word) {
    Optional<Path> path = path(word);
    if (path.isPresent()) {
      return path.get();
    }
    List<String> ids = ids(records, word);
    if (ids.isEmpty()) {
      throw new Failure(
          ExitCode.NO_SUCH_RECORD,
          "no record in " + records.directory() + " begins with '" + word + "'",
          HINT);
    }
    if (ids.size() > 1) {
      throw ambiguous(word, ids, List.of());
    }
    return records.file(ids.get(0));
  }

  static List<String> ids(Records records, String word) {
    try {
      return records.ids(word);
    } catch (IOException unreadable) {
      throw unreadable(records, unreadable);
    }
  }

  static Failure unreadable(Records records, IOException failure) {
    return new Failure(
        ExitCode.FAILED, "cannot read " + records.directory() + ": " + failure.getMessage(), "");
  }

  /** A word that names several things. */
  static Failure ambiguous(String word, List<String> ids, List<Jvm> jvms) {
    List<String> all = new ArrayList<>(ids);
    if (!jvms.isEmpty()) {
      all.add("process " + Jvm.listed(jvms));
    }
    return new Failure(
        ExitCode.WRONG_WORDS,
        "'" + word + "' may be " + String.join(", ", all),
        "write more of the one that is meant");
  }

  /**
   * Reads a record.
   *
   * @throws Failure if it is none
   */
  static RecordedRun read(Records records, Path file) {
    try {
      return records.read(file);
    } catch (IOException | RuntimeException unreadable) {
      throw unreadable(file, unreadable);
    }
  }

  static Failure unreadable(Path file, Exception failure) {
    return new Failure(ExitCode.FAILED, "cannot read " + file + ": " + failure.getMessage(), HINT);
  }
}
