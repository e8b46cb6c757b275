package org.benchmonitor.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.histogram.LatencyHistogram;
import org.benchmonitor.model.EncodedHistogram;
import org.benchmonitor.model.Figures;
import org.benchmonitor.model.Interval;
import org.benchmonitor.model.Latency;
import org.benchmonitor.model.Mark;
import org.benchmonitor.model.OperationFigures;
import org.jspecify.annotations.Nullable;

/** Merges intervals exactly, from their histograms; stateless, any thread. */
public final class Merging {
  private final int digits;

  /**
   * Makes it.
   *
   * @param digits significant digits of all the histograms
   */
  public Merging(int digits) {
    this.digits = digits;
  }

  /** Counts of one outcome, with the extremes that the intervals knew. */
  private final class Sum {
    private final LatencyHistogram histogram = new LatencyHistogram(digits);

    void add(EncodedHistogram encoded, Latency latency) {
      if (!encoded.isEmpty()) {
        histogram.add(encoded);
        histogram.widen(latency.minNanos(), latency.maxNanos());
      }
    }
  }

  private final class OperationSum {
    private final Sum successes = new Sum();
    private final Sum failures = new Sum();

    OperationFigures figures(String name) {
      return new OperationFigures(
          name,
          successes.histogram.latency(),
          failures.histogram.latency(),
          successes.histogram.encode(),
          failures.histogram.encode());
    }
  }

  /**
   * The figures of several intervals as if they had been one.
   *
   * @param operation only this one, or null for all
   */
  public Figures merge(List<Interval> intervals, @Nullable String operation) {
    if (intervals.size() == 1 && operation == null) {
      return intervals.get(0).figures();
    }
    List<Figures> parts = intervals.stream().map(Interval::figures).toList();
    return mergeFigures(parts, operation);
  }

  /** The same for figures; their lengths add up. */
  public Figures mergeFigures(List<Figures> parts, @Nullable String operation) {
    Map<String, OperationSum> sums = new LinkedHashMap<>();
    Sum successes = new Sum();
    Sum failures = new Sum();
    long length = 0;
    for (Figures part : parts) {
      length += part.lengthNanos();
      for (OperationFigures figures : part.operations()) {
        if (operation == null || operation.equals(figures.name())) {
          OperationSum sum = sums.computeIfAbsent(figures.name(), name -> new OperationSum());
          sum.successes.add(figures.successes(), figures.latency());
          sum.failures.add(figures.failures(), figures.errorLatency());
          successes.add(figures.successes(), figures.latency());
          failures.add(figures.failures(), figures.errorLatency());
        }
      }
    }
    List<OperationFigures> operations = new ArrayList<>();
    sums.forEach((name, sum) -> operations.add(sum.figures(name)));
    return new Figures(
        length,
        successes.histogram.latency(),
        failures.histogram.latency(),
        List.copyOf(operations));
  }

  /** Makes as few intervals as possible of neighbouring ones: one for each stretch of a status. */
  List<Interval> rollUp(List<Interval> intervals) {
    List<Interval> rolled = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= intervals.size(); i++) {
      if (i == intervals.size() || intervals.get(i).status() != intervals.get(from).status()) {
        rolled.add(one(intervals.subList(from, i)));
        from = i;
      }
    }
    return rolled;
  }

  /** One interval with the last one's state and all figures and marks. */
  Interval one(List<Interval> intervals) {
    if (intervals.size() == 1) {
      return intervals.get(0);
    }
    Interval last = intervals.get(intervals.size() - 1);
    List<Mark> marks = new ArrayList<>();
    intervals.forEach(interval -> marks.addAll(interval.marks()));
    return new Interval(
        last.sequence(),
        intervals.get(0).start(),
        last.end(),
        last.status(),
        merge(intervals, null),
        last.activeWorkers(),
        last.inFlight(),
        last.system(),
        strongest(marks));
  }

  /** Keeps the phases and the longest of all other marks, so that rolling up stays bounded. */
  private static List<Mark> strongest(List<Mark> marks) {
    if (marks.size() <= 20) {
      return List.copyOf(marks);
    }
    return marks.stream()
        .sorted((a, b) -> Long.compare(weight(b), weight(a)))
        .limit(20)
        .sorted((a, b) -> a.at().compareTo(b.at()))
        .toList();
  }

  private static long weight(Mark mark) {
    Long duration = mark.durationNanos();
    return duration == null ? Long.MAX_VALUE : duration;
  }
}
