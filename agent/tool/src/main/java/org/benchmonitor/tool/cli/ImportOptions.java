package org.benchmonitor.tool.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.frame.RecordedRun;
import org.benchmonitor.run.frame.RunSummary;
import org.benchmonitor.run.imports.HistogramLogs;
import org.benchmonitor.run.imports.LogUnit;
import org.benchmonitor.run.imports.UnitUnknown;
import org.benchmonitor.run.record.RecordEntry;
import org.benchmonitor.run.record.Records;
import org.benchmonitor.run.report.ReportReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What tells how a file is read: a record, a report, or the logs of another program. */
final class ImportOptions {
  @Option(
      names = "--unit",
      paramLabel = "UNIT",
      description = "What the values of a histogram log are: ns, us, ms or s.")
  private @Nullable String unit;

  /**
   * A run that was read from a file, and what there is to tell of the file.
   *
   * @param isRecord else it is a log or a report, which is in no directory of records
   */
  record Opened(RecordEntry entry, RecordedRun run, boolean isRecord) {}

  /**
   * Reads a file.
   *
   * @param more logs of the same run
   * @throws Failure if it cannot be read
   */
  RecordedRun read(Records records, Path file, List<Path> more) {
    LogUnit given = given();
    if (isLog(file)) {
      return ofLogs(file, more, given);
    }
    refuseFor(file.toString(), more);
    return isReport(file) ? ofReport(file) : RecordChoice.read(records, file);
  }

  /**
   * Reads a file, and what there is to tell of it.
   *
   * @param more logs of the same run
   * @throws Failure if it cannot be read
   */
  Opened open(Records records, Path file, List<Path> more) {
    RecordedRun run = read(records, file, more);
    RecordEntry entry = records.entry(file, run);
    if (!isLog(file) && !isReport(file)) {
      return new Opened(entry, run, true);
    }
    return new Opened(
        new RecordEntry(
            run.id(), file, run.whole(), entry.written(), RunSummary.of(run), false, ""),
        run,
        false);
  }

  /**
   * Refuses what is about logs alone.
   *
   * @param what is no log
   * @param more files that were named with it
   */
  void refuseFor(String what, List<Path> more) {
    if (unit != null) {
      throw wrong("--unit is '" + unit + "', and " + what + " is no histogram log");
    }
    if (!more.isEmpty()) {
      throw wrong("further files are " + more + ", and " + what + " is no histogram log");
    }
  }

  private static Failure wrong(String message) {
    return new Failure(ExitCode.WRONG_WORDS, message, "leave it out");
  }

  private @Nullable LogUnit given() {
    String text = unit;
    if (text == null) {
      return null;
    }
    return LogUnit.of(text)
        .orElseThrow(
            () ->
                new Failure(
                    ExitCode.WRONG_WORDS,
                    "--unit is '" + text + "', allowed are " + LogUnit.allowed(),
                    ""));
  }

  private static boolean isLog(Path file) {
    try {
      return HistogramLogs.isLog(file);
    } catch (IOException unreadable) {
      throw RecordChoice.unreadable(file, unreadable);
    }
  }

  private static boolean isReport(Path file) {
    try {
      return ReportReader.isReport(file);
    } catch (IOException unreadable) {
      throw RecordChoice.unreadable(file, unreadable);
    }
  }

  private static RecordedRun ofReport(Path file) {
    try {
      return ReportReader.read(file);
    } catch (IOException unreadable) {
      throw RecordChoice.unreadable(file, unreadable);
    }
  }

  private static RecordedRun ofLogs(Path file, List<Path> more, @Nullable LogUnit given) {
    List<Path> files = new ArrayList<>(List.of(file));
    files.addAll(more);
    try {
      return HistogramLogs.read(files, given);
    } catch (UnitUnknown unknown) {
      throw new Failure(
          ExitCode.WRONG_WORDS, String.valueOf(unknown.getMessage()), "--unit us names the unit");
    } catch (IOException broken) {
      throw new Failure(ExitCode.FAILED, String.valueOf(broken.getMessage()), "");
    }
  }
}
