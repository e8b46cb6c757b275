package org.benchmonitor.run.view;

import java.time.Instant;
import java.util.List;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.thread.Resting;
import org.jspecify.annotations.Nullable;

/**
 * The merged figures and errors of a range of time.
 *
 * @param from the start of the first interval, null if there is none
 * @param to the end of the last interval, null if there is none
 * @param intervals the number of merged intervals
 */
public record Range(
    Figures figures,
    ErrorCounts errors,
    @Nullable Instant from,
    @Nullable Instant to,
    int intervals) {
  private static final Range EMPTY = new Range(Figures.EMPTY, ErrorCounts.NONE, null, null, 0);

  /** Merges the figures of intervals. */
  @FunctionalInterface
  public interface FiguresOf {
    Figures merged(List<Interval> intervals);
  }

  /**
   * Merges intervals into a range.
   *
   * @param intervals in order
   * @param figures called only if there is an interval
   * @param resting called after each interval
   */
  public static Range of(List<Interval> intervals, FiguresOf figures, Resting resting) {
    return intervals.isEmpty()
        ? EMPTY
        : new Range(
            figures.merged(intervals),
            Merging.errors(intervals, resting),
            intervals.get(0).start(),
            intervals.get(intervals.size() - 1).end(),
            intervals.size());
  }
}
