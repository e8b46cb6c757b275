package org.benchmonitor.run.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.Interval;

/**
 * Merges the intervals of a run down to about a given number, in steps. For one thread.
 *
 * <p>Each step merges a few groups of equal size. Intervals of different statuses stay apart,
 * unless that would leave too many. Warm-up and counted intervals always stay apart.
 */
final class IntervalCoarsener {
  private final Merging merging;
  private final List<Interval> intervals;
  private final int most;
  private final BiPredicate<Interval, Interval> belongTogether;
  private final List<Interval> merged = new ArrayList<>();
  private int groups;

  /**
   * Creates a coarsener that has merged nothing yet.
   *
   * @param most from 1 to the number of intervals less two: fewer come out in any case
   */
  IntervalCoarsener(Merging merging, List<Interval> intervals, int most) {
    this.merging = merging;
    this.intervals = intervals;
    this.most = most;
    this.belongTogether =
        most + changes(intervals) < intervals.size()
            ? Merging::areAlike
            : (one, next) -> one.warmup() == next.warmup();
  }

  private static int changes(List<Interval> intervals) {
    int changes = 0;
    for (int i = 1; i < intervals.size(); i++) {
      if (!Merging.areAlike(intervals.get(i - 1), intervals.get(i))) {
        changes++;
      }
    }
    return changes;
  }

  private int beginOf(int group) {
    return (int) ((long) group * intervals.size() / most);
  }

  /** Merges about {@code count} further intervals; returns whether all are merged. */
  boolean advance(int count) {
    int last = beginOf(groups) + count;
    while (groups < most && beginOf(groups) < last) {
      List<Interval> group = intervals.subList(beginOf(groups), beginOf(groups + 1));
      merged.addAll(merging.rollUp(group, belongTogether));
      groups++;
    }
    return groups == most;
  }

  /** The merged intervals, in order. */
  List<Interval> merged() {
    return merged;
  }
}
