package org.benchmonitor.run.imports;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.benchmonitor.run.histogram.ForeignHistogram;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.merge.CorrectedSum;
import org.benchmonitor.run.model.Corrected;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.SystemFigures;

/**
 * Makes intervals of the lines of logs. Lines that begin at about the same time are one interval;
 * an interval ends before the next one begins.
 */
final class LogIntervals {
  /** The type of all errors: the logs know no other. */
  static final String FAILED = "FAILED";

  private static final long NANOS_OF_MILLI = 1_000_000;

  private final Set<String> names = new LinkedHashSet<>();
  private final LatencyHistogram successes;
  private final LatencyHistogram failures;
  private final LatencyHistogram corrected;
  private final CorrectedSum allCorrected;
  private final LatencyHistogram allSuccesses;
  private final LatencyHistogram allFailures;
  private long clamped;

  LogIntervals(int digits) {
    this.successes = new LatencyHistogram(digits);
    this.failures = new LatencyHistogram(digits);
    this.corrected = new LatencyHistogram(digits);
    this.allCorrected = new CorrectedSum(digits);
    this.allSuccesses = new LatencyHistogram(digits);
    this.allFailures = new LatencyHistogram(digits);
  }

  /** Values above an hour, counted as one. */
  long clamped() {
    return clamped;
  }

  /**
   * Makes the intervals.
   *
   * @param lines of all files, in any order
   * @throws IOException if a histogram is none, naming the line
   */
  List<Interval> of(List<LogLine> lines) throws IOException {
    List<LogLine> sorted = new ArrayList<>(lines);
    sorted.sort(Comparator.comparingLong(LogLine::startMillis));
    sorted.forEach(line -> names.add(line.operation()));
    List<List<LogLine>> groups = groups(sorted);
    List<Interval> intervals = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      long next = i + 1 < groups.size() ? startOf(groups.get(i + 1)) : Long.MAX_VALUE;
      intervals.add(interval(i + 1L, groups.get(i), next));
    }
    return intervals;
  }

  private static List<List<LogLine>> groups(List<LogLine> sorted) {
    List<List<LogLine>> groups = new ArrayList<>();
    long last = 0;
    for (LogLine line : sorted) {
      if (groups.isEmpty() || line.startMillis() > last) {
        groups.add(new ArrayList<>());
        last = line.startMillis() + line.lengthMillis() / 2;
      }
      groups.get(groups.size() - 1).add(line);
    }
    return groups;
  }

  private static long startOf(List<LogLine> group) {
    return group.get(0).startMillis();
  }

  private Interval interval(long sequence, List<LogLine> group, long next) throws IOException {
    long start = startOf(group);
    long longest = group.stream().mapToLong(LogLine::endMillis).max().orElse(start);
    long end = Math.min(next, longest);
    Map<String, List<LogLine>> byName = new LinkedHashMap<>();
    names.forEach(name -> byName.put(name, new ArrayList<>()));
    group.forEach(line -> byName.getOrDefault(line.operation(), new ArrayList<>()).add(line));
    allSuccesses.clear();
    allFailures.clear();
    allCorrected.clear();
    List<OperationFigures> operations = new ArrayList<>();
    for (Map.Entry<String, List<LogLine>> one : byName.entrySet()) {
      if (!one.getValue().isEmpty()) {
        operations.add(operation(one.getKey(), one.getValue()));
      }
    }
    long nanos = (end - start) * NANOS_OF_MILLI;
    Figures figures =
        new Figures(
            nanos,
            allSuccesses.latency(),
            allFailures.latency(),
            allCorrected.sum(),
            List.copyOf(operations));
    long failed = figures.errors();
    return new Interval(
        sequence,
        Instant.ofEpochMilli(start),
        Instant.ofEpochMilli(end),
        RunStatus.RUNNING,
        false,
        figures,
        failed == 0 ? ErrorCounts.NONE : ErrorCounts.of(Map.of(FAILED, failed)),
        0,
        0,
        SystemFigures.UNKNOWN,
        List.of());
  }

  private OperationFigures operation(String name, List<LogLine> lines) throws IOException {
    successes.clear();
    failures.clear();
    corrected.clear();
    String rules = null;
    for (LogLine line : lines) {
      String rule = line.correction();
      rules = rule == null ? rules : Corrected.rules(rules, rule);
      add(line, rule != null ? corrected : line.isFailed() ? failures : successes);
    }
    allSuccesses.add(successes);
    allFailures.add(failures);
    if (rules == null) {
      allCorrected.addUncorrected(successes.count());
    } else {
      allCorrected.add(rules, corrected);
    }
    return new OperationFigures(
        name,
        successes.latency(),
        failures.latency(),
        successes.encode(),
        failures.encode(),
        rules == null ? null : new Corrected(rules, corrected.latency(), corrected.encode()));
  }

  private void add(LogLine line, LatencyHistogram target) throws IOException {
    ForeignHistogram histogram = decoded(line);
    clamped +=
        line.maxNanos() > 0
            ? histogram.addTo(target, line.unit().nanos(), line.maxNanos())
            : histogram.addTo(target, line.unit().nanos());
  }

  /** The histogram of a line. */
  static ForeignHistogram decoded(LogLine line) throws IOException {
    try {
      return ForeignHistogram.decode(line.histogram().bytes());
    } catch (IllegalArgumentException broken) {
      throw new IOException(line.place() + ": " + broken.getMessage(), broken);
    }
  }
}
