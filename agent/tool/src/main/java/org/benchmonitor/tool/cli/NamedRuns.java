package org.benchmonitor.tool.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.benchmonitor.run.frame.FrameReader;
import org.benchmonitor.run.frame.RecordedRun;
import org.benchmonitor.setup.registry.RegistryEntry;

/** Reads the runs that words name, with all their intervals: recorded ones, and what goes on. */
final class NamedRuns {
  private final MonitorCommand command;
  private final RecordChoice place;
  private final ImportOptions imports;
  private final String purpose;

  /**
   * Makes it for a command.
   *
   * @param purpose what the runs are read to do, as the end of "has no run to"
   */
  NamedRuns(MonitorCommand command, RecordChoice place, ImportOptions imports, String purpose) {
    this.command = command;
    this.place = place;
    this.imports = imports;
    this.purpose = purpose;
  }

  /**
   * What a word means.
   *
   * @throws Failure if there is nothing of this name, or more than one
   */
  Target target(String word) {
    return Target.of(word, () -> place.records(command.tools()), command);
  }

  /**
   * The run of a monitor, as it is now.
   *
   * @throws Failure if there is none
   */
  RecordedRun live(RegistryEntry entry) {
    byte[] frames = command.client(entry).file("/api/frames");
    try {
      return FrameReader.read(ByteBuffer.wrap(frames));
    } catch (IOException none) {
      throw new Failure(
          ExitCode.FAILED,
          entry.url() + " has no run to " + purpose + ": " + none.getMessage(),
          "");
    }
  }

  /**
   * The run of a file: a record, an HTML report, or the log of another program.
   *
   * @throws Failure if it is none, or holds no intervals
   */
  RecordedRun ofFile(Path file) {
    refuseJson(file);
    return imports.read(place.records(command.tools()), file, List.of());
  }

  private static void refuseJson(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      if (in.read() == '{') {
        throw new Failure(
            ExitCode.WRONG_WORDS,
            file + " is a JSON report, which holds no histogram of an interval",
            "name the record of that run, or its HTML report");
      }
    } catch (IOException unreadable) {
      throw RecordChoice.unreadable(file, unreadable);
    }
  }
}
