package org.benchmonitor.run.timeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.Interval;

/**
 * The intervals of a run in order: recent ones as they were cut, older ones merged ten to one.
 *
 * <p>Not thread-safe; {@link RunTimeline} guards it. Beyond {@code mostFine + 9} recent and {@link
 * #MOST_COARSE} older ones, the two oldest become one, so no count is ever lost.
 */
final class IntervalRing {
  static final int MOST_COARSE = 720;
  private static final int ROLLED_UP = 10;

  private final int mostFine;
  private final Merging merging;
  private final Deque<Interval> coarse = new ArrayDeque<>();
  private final Deque<Interval> fine = new ArrayDeque<>();
  private long bytes;

  IntervalRing(int mostFine, Merging merging) {
    this.mostFine = mostFine;
    this.merging = merging;
  }

  void add(Interval interval) {
    fine.addLast(interval);
    bytes += ByteSizes.of(interval);
    if (fine.size() >= mostFine + ROLLED_UP) {
      List<Interval> oldest = new ArrayList<>(ROLLED_UP);
      for (int i = 0; i < ROLLED_UP; i++) {
        oldest.add(removeFirst(fine));
      }
      for (Interval rolled : merging.rollUp(oldest)) {
        coarse.addLast(rolled);
        bytes += ByteSizes.of(rolled);
      }
      while (coarse.size() > MOST_COARSE) {
        mergeOldest();
      }
    }
  }

  /**
   * Merges the two oldest, whatever their statuses. The warm-up, which always comes first, is never
   * merged with a counted interval.
   */
  private void mergeOldest() {
    Interval first = removeFirst(coarse);
    Interval second = removeFirst(coarse);
    if (first.warmup() == second.warmup()) {
      addFirst(merging.asOne(first, second));
    } else {
      addFirst(merging.asOne(second, removeFirst(coarse)));
      addFirst(first);
    }
  }

  private void addFirst(Interval interval) {
    coarse.addFirst(interval);
    bytes += ByteSizes.of(interval);
  }

  private Interval removeFirst(Deque<Interval> intervals) {
    Interval removed = intervals.removeFirst();
    bytes -= ByteSizes.of(removed);
    return removed;
  }

  /** The approximate number of bytes that all intervals hold. */
  long bytes() {
    return bytes;
  }

  /** Replaces all intervals by merged ones, given in order. */
  void replace(List<Interval> merged) {
    coarse.clear();
    fine.clear();
    coarse.addAll(merged);
    bytes = merged.stream().mapToLong(ByteSizes::of).sum();
  }

  /** All intervals, oldest first. */
  List<Interval> all() {
    List<Interval> all = new ArrayList<>(coarse.size() + fine.size());
    all.addAll(coarse);
    all.addAll(fine);
    return all;
  }
}
