package org.benchmonitor.run.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.ByteSizes;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.LateFigures;
import org.jspecify.annotations.Nullable;

/**
 * The intervals of a run in order: the newest as they were cut, older ones merged, the oldest most
 * often. It says which neighbours are to be merged next, and puts the result in their place.
 *
 * <p>Not thread-safe; {@link RunTimeline} guards it, and merges outside of its lock.
 *
 * <p>The level of an interval is how often it was merged; no interval has a lower level than a
 * newer one. A group to merge is taken from one level and moves up by one, so that each interval is
 * merged about as often as there are levels: with the logarithm of their number.
 */
final class IntervalRing {
  static final int MOST_COARSE = 720;

  /** The newest ones, which a reader may be about to select by their numbers. */
  static final int FRESH = 3;

  private static final int ROLLED_UP = 10;
  private static final BiPredicate<Interval, Interval> ALIKE = Merging::areAlike;
  private static final BiPredicate<Interval, Interval> BOTH_COUNTED_OR_NOT =
      IntervalRing::areBothCountedOrNot;

  /** What a thread merges at a time: some 40 ms of work. */
  static final long MOST_BYTES_AT_ONCE = 4 << 20;

  /** An interval with its level and the bytes that it holds. */
  private record Kept(Interval interval, int level, long bytes) {
    static Kept of(Interval interval, int level) {
      return new Kept(interval, level, ByteSizes.of(interval));
    }
  }

  /**
   * Neighbours to be merged.
   *
   * @param together which of them may become one
   */
  record Group(List<Interval> intervals, int level, BiPredicate<Interval, Interval> together) {
    List<Interval> merged(Merging merging) {
      return merging.rollUp(intervals, together);
    }
  }

  private final int mostFine;
  private final List<Kept> kept = new ArrayList<>();
  private int fine;
  private long bytes;

  IntervalRing(int mostFine) {
    this.mostFine = mostFine;
  }

  private static boolean areBothCountedOrNot(Interval one, Interval next) {
    return one.warmup() == next.warmup();
  }

  /** Adds an interval as it was cut, which holds so many bytes. */
  void add(Interval interval, long size) {
    kept.add(new Kept(interval, 0, size));
    bytes += size;
    fine++;
  }

  /** The approximate number of bytes that all intervals hold. */
  long bytes() {
    return bytes;
  }

  /** How many of the bytes are these totals, which a snapshot has as well. */
  @SuppressWarnings("ReferenceEquality") // the very figures, not equal ones
  long bytesOf(WholeRun totals) {
    long shared = 0;
    for (Kept one : kept) {
      LateFigures figures = one.interval.lateFigures();
      if (figures == totals.totals() || figures == totals.warmupTotals()) {
        shared += figures.bytes();
      }
    }
    return shared;
  }

  /** What is to be merged because there are too many; null if there are not. */
  @Nullable Group tooMany() {
    int coarse = kept.size() - fine;
    if (fine >= mostFine + ROLLED_UP) {
      return group(coarse, coarse + ROLLED_UP, ALIKE);
    }
    if (coarse > MOST_COARSE) {
      // Whatever their statuses; the warm-up always comes first.
      int first = kept.get(0).interval.warmup() == kept.get(1).interval.warmup() ? 0 : 1;
      return group(first, first + 2, BOTH_COUNTED_OR_NOT);
    }
    return null;
  }

  /**
   * What is to be merged to free memory: the oldest of the level that holds most, never the newest
   * {@link #FRESH}. Null if nothing is left to merge.
   *
   * @param mostBytes what a group should not exceed; two intervals may
   */
  @Nullable Group toFree(long mostBytes) {
    long most = Math.min(MOST_BYTES_AT_ONCE, mostBytes);
    int end = kept.size() - FRESH;
    List<Level> levels = levels(end);
    for (BiPredicate<Interval, Interval> together : List.of(ALIKE, BOTH_COUNTED_OR_NOT)) {
      for (Level level : levels) {
        Group group = oldest(level.from, level.to, Math.max(2, level.size() / 2), most, together);
        if (group != null) {
          return group;
        }
      }
      Group across = oldest(0, end, 2, most, together);
      if (across != null) {
        return across;
      }
    }
    return null;
  }

  /** The intervals of one level are neighbours. */
  private record Level(int from, int to, long bytes) {
    int size() {
      return to - from;
    }
  }

  /** The levels of all intervals before {@code end}, the one that holds most bytes first. */
  private List<Level> levels(int end) {
    List<Level> levels = new ArrayList<>();
    int from = 0;
    long held = 0;
    for (int i = 0; i < end; i++) {
      held += kept.get(i).bytes;
      if (i + 1 == end || kept.get(i + 1).level != kept.get(i).level) {
        levels.add(new Level(from, i + 1, held));
        from = i + 1;
        held = 0;
      }
    }
    levels.sort((one, other) -> Long.compare(other.bytes, one.bytes));
    return levels;
  }

  /** The first neighbours in a range that belong together; null if there are none. */
  private @Nullable Group oldest(
      int from, int to, int most, long mostBytes, BiPredicate<Interval, Interval> together) {
    int first = from;
    long held = 0;
    for (int i = from; i < to; i++) {
      int size = i - first;
      boolean joins =
          size == 0
              || (size < Math.min(most, ROLLED_UP)
                  && (size < 2 || held + kept.get(i).bytes <= mostBytes)
                  && together.test(kept.get(i - 1).interval, kept.get(i).interval));
      if (!joins) {
        if (size >= 2) {
          return group(first, i, together);
        }
        first = i;
        held = 0;
      }
      held += kept.get(i).bytes;
    }
    return to - first >= 2 ? group(first, to, together) : null;
  }

  private Group group(int from, int to, BiPredicate<Interval, Interval> together) {
    List<Interval> intervals = new ArrayList<>(to - from);
    int level = 0;
    for (Kept one : kept.subList(from, to)) {
      intervals.add(one.interval);
      level = Math.max(level, one.level);
    }
    return new Group(intervals, level + 1, together);
  }

  /** Puts merged intervals in the place of a group, unless that was merged by another meanwhile. */
  void replace(Group group, List<Interval> merged) {
    int from = indexOf(group.intervals);
    if (from < 0) {
      return;
    }
    List<Kept> replaced = kept.subList(from, from + group.intervals.size());
    for (Kept one : replaced) {
      bytes -= one.bytes;
    }
    replaced.clear();
    for (int i = 0; i < merged.size(); i++) {
      Kept one = Kept.of(merged.get(i), group.level);
      kept.add(from + i, one);
      bytes += one.bytes;
    }
    for (int i = from - 1; i >= 0 && kept.get(i).level < group.level; i--) {
      kept.set(i, new Kept(kept.get(i).interval, group.level, kept.get(i).bytes));
    }
    countFine();
  }

  private void countFine() {
    fine = 0;
    while (fine < kept.size() && kept.get(kept.size() - 1 - fine).level == 0) {
      fine++;
    }
  }

  @SuppressWarnings("ReferenceEquality") // the very intervals; equal ones cannot be elsewhere
  private int indexOf(List<Interval> group) {
    for (int from = 0; from + group.size() <= kept.size(); from++) {
      int same = 0;
      while (same < group.size() && kept.get(from + same).interval == group.get(same)) {
        same++;
      }
      if (same == group.size()) {
        return from;
      }
    }
    return -1;
  }

  /** Replaces all intervals by merged ones, given in order. */
  void replaceAll(List<Interval> merged) {
    kept.clear();
    bytes = 0;
    for (Interval interval : merged) {
      Kept one = Kept.of(interval, 1);
      kept.add(one);
      bytes += one.bytes;
    }
    fine = 0;
  }

  /** All intervals, oldest first. */
  List<Interval> all() {
    List<Interval> all = new ArrayList<>(kept.size());
    for (Kept one : kept) {
      all.add(one.interval);
    }
    return all;
  }
}
