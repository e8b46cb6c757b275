package org.benchmonitor.run.finding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.finding.Finding.Figure;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.thread.Resting;

/**
 * Looks through the intervals of a run for what stands out. Nothing of it is done before somebody
 * asks. Stateless.
 */
public final class Findings {
  /** Of fewer calls in an interval the 99th percentile is their longest. */
  private static final long FEWEST_CALLS = 30;

  private static final int MOST = 50;

  /** What lasts longer is not stronger for it. */
  private static final double LONG_SECONDS = 60;

  private Findings() {}

  /**
   * What stands out in a stretch of the run, the strongest first.
   *
   * @param intervals of the run from its begin on, in order, so that it is known what was usual
   *     before the stretch; up to its end
   * @param from the begin of the stretch
   * @param isToTheEnd whether the run has no interval behind these
   * @param resting called after each interval, or so
   */
  public static List<Finding> of(
      List<Interval> intervals, Instant from, boolean isToTheEnd, Resting resting) {
    Map<String, List<Series>> byOperation = new LinkedHashMap<>();
    for (Interval interval : intervals) {
      if (interval.isMeasured()) {
        for (OperationFigures figures : interval.figures().operations()) {
          take(byOperation.computeIfAbsent(figures.name(), Findings::series), interval, figures);
        }
      }
      resting.restIfDue();
    }
    List<Finding> all = new ArrayList<>();
    for (List<Series> series : byOperation.values()) {
      series.forEach(one -> all.addAll(one.found()));
    }
    if (isToTheEnd && !intervals.isEmpty()) {
      Interval last = intervals.get(intervals.size() - 1);
      all.removeIf(one -> isEndOfWork(one, last));
    }
    List<Finding> told = new ArrayList<>();
    for (Finding one : all) {
      if (one.until().isAfter(from)) {
        told.add(Coincidences.addTo(one, all, intervals));
      }
    }
    told.sort(Comparator.comparingDouble(Findings::weight).reversed().thenComparing(Finding::from));
    return List.copyOf(told.subList(0, Math.min(MOST, told.size())));
  }

  /**
   * Whether throughput fell because there is no more to do: nobody calls any more, or it has only
   * just begun, in the interval in which most runs end.
   */
  private static boolean isEndOfWork(Finding finding, Interval last) {
    return finding.figure() == Figure.THROUGHPUT
        && !finding.ends()
        && (last.activeWorkers() == 0 || !finding.from().isBefore(last.start()));
  }

  private static List<Series> series(String operation) {
    List<Series> series = new ArrayList<>();
    for (Figure figure : Figure.values()) {
      series.add(new Series(figure, operation));
    }
    return series;
  }

  private static void take(List<Series> series, Interval interval, OperationFigures figures) {
    long calls = figures.count();
    if (figures.latency().count() >= FEWEST_CALLS) {
      series.get(0).take(interval, (double) Math.max(1, figures.latency().p99Nanos()));
    }
    double seconds = interval.figures().lengthNanos() / 1e9;
    if (seconds > 0) {
      // Half a call: nothing has no logarithm.
      series.get(1).take(interval, Math.max(0.5, (double) calls) / seconds);
    }
    if (calls >= FEWEST_CALLS) {
      series.get(2).take(interval, 100.0 * (double) figures.errors() / (double) calls);
    }
  }

  /** What was far away for long comes first. */
  private static double weight(Finding finding) {
    double seconds = finding.length().toMillis() / 1e3;
    return finding.score() * Math.sqrt(Math.max(1, Math.min(LONG_SECONDS, seconds)));
  }
}
