package org.benchmonitor.run.timeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.Interval;

/**
 * The intervals of a run in order: the last ones as they were, older ones rolled up ten to one.
 *
 * <p>Not thread-safe; {@link RunTimeline} guards it. Bounded by the number given and by {@link
 * #MOST_COARSE}: beyond both, the two oldest coarse intervals become one, so nothing is ever lost.
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
   * Makes one of the two oldest, whatever their statuses; those of the warm-up stay apart from the
   * counted ones, which all come after them.
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

  /** The bytes that all intervals hold, about. */
  long bytes() {
    return bytes;
  }

  /** Puts merged intervals, in order, in the place of all. */
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
