package org.benchmonitor.server.api;

import java.time.Duration;
import java.util.List;
import org.benchmonitor.run.model.Interval;

/**
 * Estimates how much is in an answer before it is made, in figures: one for each operation of each
 * interval. A figure takes some kilobytes while its document is made.
 */
final class AnswerSize {
  /** What a page asks for every few seconds is less. */
  private static final long LARGE = 1_500;

  private AnswerSize() {}

  static boolean isLarge(long figures) {
    return figures > LARGE;
  }

  /** All figures of these intervals. */
  static long of(List<Interval> intervals) {
    long figures = 0;
    for (Interval interval : intervals) {
      figures += 1 + interval.lateFigures().operationCount();
    }
    return figures;
  }

  /** The figures of the points that these intervals are merged into. */
  static long ofPoints(List<Interval> intervals, Duration pointLength) {
    if (intervals.isEmpty()) {
      return 0;
    }
    Interval last = intervals.get(intervals.size() - 1);
    long points =
        1
            + Duration.between(intervals.get(0).start(), last.end()).toNanos()
                / Math.max(1, pointLength.toNanos());
    return Math.min(intervals.size(), points) * (1L + last.lateFigures().operationCount());
  }
}
