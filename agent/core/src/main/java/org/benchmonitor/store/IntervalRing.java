package org.benchmonitor.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiPredicate;
import org.benchmonitor.model.Interval;

/**
 * The intervals of a run in order: the last ones as they were, older ones rolled up ten to one.
 *
 * <p>Not thread-safe; {@link RunStore} guards it. Bounded by the number given and by {@link
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
    bytes += Sizes.of(interval);
    if (fine.size() >= mostFine + ROLLED_UP) {
      List<Interval> oldest = new ArrayList<>(ROLLED_UP);
      for (int i = 0; i < ROLLED_UP; i++) {
        oldest.add(removeFirst(fine));
      }
      for (Interval rolled : merging.rollUp(oldest)) {
        coarse.addLast(rolled);
        bytes += Sizes.of(rolled);
      }
      while (coarse.size() > MOST_COARSE) {
        mergeOldest();
      }
    }
  }

  /**
   * Makes one of the two oldest neighbours of the same status, so that those of the warm-up stay
   * apart from the counted ones; where pauses alternate with running all along, of the two oldest.
   */
  private void mergeOldest() {
    List<Interval> all = new ArrayList<>(coarse);
    int at = firstPair(all, (one, next) -> one.status() == next.status());
    if (at < 0) {
      at = firstPair(all, (one, next) -> one.status().isWarmup() == next.status().isWarmup());
    }
    Interval merged = merging.together(all.get(at), all.get(at + 1));
    bytes += Sizes.of(merged) - Sizes.of(all.get(at)) - Sizes.of(all.get(at + 1));
    all.set(at, merged);
    all.remove(at + 1);
    coarse.clear();
    coarse.addAll(all);
  }

  private static int firstPair(List<Interval> all, BiPredicate<Interval, Interval> wanted) {
    for (int i = 0; i < all.size() - 1; i++) {
      if (wanted.test(all.get(i), all.get(i + 1))) {
        return i;
      }
    }
    return -1;
  }

  private Interval removeFirst(Deque<Interval> intervals) {
    Interval removed = intervals.removeFirst();
    bytes -= Sizes.of(removed);
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
    bytes = merged.stream().mapToLong(Sizes::of).sum();
  }

  /** All intervals, oldest first. */
  List<Interval> all() {
    List<Interval> all = new ArrayList<>(coarse.size() + fine.size());
    all.addAll(coarse);
    all.addAll(fine);
    return all;
  }
}
