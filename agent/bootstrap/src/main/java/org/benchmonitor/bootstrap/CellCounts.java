package org.benchmonitor.bootstrap;

import java.util.Arrays;

/**
 * A reader's sum over cells: counts by {@link Layout} index, with the exact minimum and maximum.
 *
 * <p>Owned by one reading thread, which clears and reuses it.
 */
public final class CellCounts {
  private final long[] counts;
  private long total;
  private long min = Long.MAX_VALUE;
  private long max;
  private int highest = -1;

  public CellCounts(Layout layout) {
    this.counts = new long[layout.length()];
  }

  /** Forgets all counts. */
  public void clear() {
    if (highest >= 0) {
      Arrays.fill(counts, 0, highest + 1, 0);
    }
    total = 0;
    min = Long.MAX_VALUE;
    max = 0;
    highest = -1;
  }

  void add(int index, long count) {
    if (count != 0) {
      counts[index] += count;
      total += count;
      highest = Math.max(highest, index);
    }
  }

  void widen(long cellMin, long cellMax) {
    min = Math.min(min, cellMin);
    max = Math.max(max, cellMax);
  }

  /** The count at an index of the layout. */
  public long count(int index) {
    return counts[index];
  }

  /** One above the highest index that may hold a count. */
  public int length() {
    return highest + 1;
  }

  /** The number of values counted. */
  public long total() {
    return total;
  }

  /** The lowest value counted since the start, in nanoseconds; {@code Long.MAX_VALUE} if none. */
  public long min() {
    return min;
  }

  /** The highest value counted since the start, in nanoseconds; 0 if none. */
  public long max() {
    return max;
  }
}
