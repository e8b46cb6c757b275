package org.benchmonitor.run.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.frame.Marking;
import org.benchmonitor.run.frame.RecordedRun;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.ErrorNames;
import org.benchmonitor.run.model.Errors;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.MonitorCost;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.Workers;
import org.jspecify.annotations.Nullable;

/** Reads the histogram logs of any program as one run; stateless. */
public final class HistogramLogs {
  private static final String BEGINNINGS = "#\"T0123456789";
  private static final int LONGEST_NAME = 60;

  private HistogramLogs() {}

  /** Whether a file begins as such a log does: with a comment, a legend, a tag or a number. */
  public static boolean isLog(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return BEGINNINGS.indexOf(in.read()) >= 0;
    }
  }

  /**
   * Reads logs that were written at the same time, such as those of YCSB, one for each operation.
   *
   * @param files one or more
   * @param unit of the values, null for files that say it
   * @throws IOException if one cannot be read, naming the file, the line, the value and what is
   *     allowed
   */
  public static RecordedRun read(List<Path> files, @Nullable LogUnit unit) throws IOException {
    List<LogLine> lines = new ArrayList<>();
    int digits = 0;
    for (Path file : files) {
      List<LogLine> own = LogFile.read(file, unit);
      digits = Math.max(digits, LogIntervals.decoded(own.get(0)).digits());
      lines.addAll(own);
    }
    LogIntervals making = new LogIntervals(digits);
    List<Interval> intervals = List.copyOf(making.of(lines));
    Figures totals = new Merging(digits).mergeFigures(Merging.figures(intervals), null);
    Interval last = intervals.get(intervals.size() - 1);
    Snapshot snapshot =
        new Snapshot(
            last,
            totals,
            Figures.EMPTY,
            Workers.NONE,
            errors(intervals, totals),
            state(files, intervals),
            cost(making.clamped()));
    return new RecordedRun(
        new RunHeader(
            id(files),
            host(files, intervals),
            "",
            digits,
            List.of(),
            List.of(),
            Map.of(),
            Map.of()),
        InstrumentationReport.EMPTY,
        snapshot,
        intervals,
        List.of(),
        RecordedRun.Ending.WHOLE,
        bytes(files),
        Marking.NONE);
  }

  private static long bytes(List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private static MonitorCost cost(long clamped) {
    MonitorCost none = MonitorCost.NONE;
    return new MonitorCost(none.clock(), null, none.memory(), 0, 0, clamped, 0);
  }

  private static RunState state(List<Path> files, List<Interval> intervals) {
    Interval first = intervals.get(0);
    Interval last = intervals.get(intervals.size() - 1);
    long nanos = intervals.stream().mapToLong(Interval::nanos).sum();
    return new RunState(
        id(files),
        RunStatus.COMPLETED,
        first.start(),
        last.end(),
        Duration.ofNanos(nanos),
        Duration.ZERO,
        "imported from " + named(files),
        false,
        List.of(
            new RunState.Phase(RunStatus.RUNNING, first.start()),
            new RunState.Phase(RunStatus.COMPLETED, last.end())));
  }

  private static String named(List<Path> files) {
    String first = String.valueOf(files.get(0).getFileName());
    return files.size() == 1 ? first : first + " and " + (files.size() - 1) + " more";
  }

  /** The name of the first file, as far as it can be in addresses and names of files. */
  private static String id(List<Path> files) {
    String name = LogFile.withoutExtension(files.get(0)).replaceAll("[^A-Za-z0-9._-]", "-");
    return name.substring(0, Math.min(LONGEST_NAME, name.length()));
  }

  private static HostFacts host(List<Path> files, List<Interval> intervals) {
    long[] lengths = intervals.stream().mapToLong(Interval::nanos).sorted().toArray();
    Duration usual = Duration.ofNanos(Math.max(1_000_000, lengths[lengths.length / 2]));
    return new HostFacts("", 0, "", "", "", named(files), null, null, null, usual, false);
  }

  private static Errors errors(List<Interval> intervals, Figures totals) {
    List<Interval> failing =
        intervals.stream().filter(interval -> interval.figures().errors() > 0).toList();
    if (failing.isEmpty()) {
      return Errors.NONE;
    }
    Map<String, Long> byOperation = new HashMap<>();
    for (OperationFigures one : totals.operations()) {
      if (one.errors() > 0) {
        byOperation.put(one.name(), one.errors());
      }
    }
    Errors.Type type =
        new Errors.Type(
            LogIntervals.FAILED,
            totals.errors(),
            null,
            failing.get(0).start(),
            failing.get(failing.size() - 1).end(),
            Map.copyOf(byOperation));
    return new Errors(
        totals.errors(), List.of(type), List.of(), List.of(), totals.errors(), ErrorNames.NONE);
  }
}
