package org.benchmonitor.run.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.Interval;

/**
 * Merges the intervals of a run to about so many, the same number to each, a few at a time; one
 * thread.
 *
 * <p>Intervals of another status stay apart, unless a run was paused so often that this would leave
 * too many; those of the warm-up stay apart always.
 */
final class IntervalCoarsener {
  private final Merging merging;
  private final List<Interval> intervals;
  private final int most;
  private final BiPredicate<Interval, Interval> belongTogether;
  private final List<Interval> merged = new ArrayList<>();
  private int groups;

  /**
   * Makes it; nothing is merged yet.
   *
   * @param most 1 to the number of intervals less two: fewer come out in any case
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

  /** Merges about so many intervals more; returns whether all are. */
  boolean advance(int count) {
    int last = beginOf(groups) + count;
    while (groups < most && beginOf(groups) < last) {
      List<Interval> group = intervals.subList(beginOf(groups), beginOf(groups + 1));
      merged.addAll(merging.rollUp(group, belongTogether));
      groups++;
    }
    return groups == most;
  }

  /** What came out, in order. */
  List<Interval> merged() {
    return merged;
  }
}
