package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A reader's sum over cells: counts by {@link CellLayout} octave, with the exact minimum and
 * maximum.
 *
 * <p>For one thread, which clears and reuses it. Octaves are made when first needed, so a thousand
 * operations cost only what they use.
 */
public final class CellCounts {
  /** Takes the count of one value, which is the lowest that its counter stands for. */
  @FunctionalInterface
  public interface Visitor {
    void visit(long lowestNanos, long count);
  }

  private static final VarHandle COUNTERS = MethodHandles.arrayElementVarHandle(long[].class);

  private final int halfMagnitude;
  private final long[][] octaves;
  private long total;
  private long min = Long.MAX_VALUE;
  private long max;

  public CellCounts(CellLayout layout) {
    this.halfMagnitude = layout.halfMagnitude();
    this.octaves = new long[layout.octaves()][];
  }

  /** Clears all counts. */
  public void clear() {
    for (long[] counters : octaves) {
      if (counters != null) {
        Arrays.fill(counters, 0);
      }
    }
    total = 0;
    min = Long.MAX_VALUE;
    max = 0;
  }

  /**
   * Adds the counters of one octave of a cell that is being written to.
   *
   * <p>Every tick runs this for each counter of each cell, so it adds zeros without a test.
   */
  void add(int octave, long[] counters) {
    long[] sums = octaves[octave];
    if (sums == null) {
      sums = new long[1 << halfMagnitude];
      octaves[octave] = sums;
    }
    long added = 0;
    for (int i = 0; i < counters.length; i++) {
      // Pairs with the writers' setOpaque and getAndAdd.
      long count = (long) COUNTERS.getOpaque(counters, i);
      sums[i] += count;
      added += count;
    }
    total += added;
  }

  void widen(long cellMin, long cellMax) {
    min = Math.min(min, cellMin);
    max = Math.max(max, cellMax);
  }

  /** Copies all counts of {@code other}, which must have the same layout. */
  public void copyOf(CellCounts other) {
    clear();
    for (int octave = 0; octave < octaves.length; octave++) {
      long[] from = other.octaves[octave];
      if (from != null) {
        if (octaves[octave] == null) {
          octaves[octave] = new long[from.length];
        }
        System.arraycopy(from, 0, octaves[octave], 0, from.length);
      }
    }
    total = other.total;
    min = other.min;
    max = other.max;
  }

  /**
   * Visits each counter that has grown since {@code earlier}, with its growth, in ascending order.
   *
   * @param earlier an earlier sum of the same cells
   */
  public void visitGrowthSince(CellCounts earlier, Visitor visitor) {
    for (int octave = 0; octave < octaves.length; octave++) {
      long[] now = octaves[octave];
      if (now != null) {
        long[] then = earlier.octaves[octave];
        for (int offset = 0; offset < now.length; offset++) {
          long growth = now[offset] - (then == null ? 0 : then[offset]);
          if (growth != 0) {
            visitor.visit(CellLayout.lowestValue(octave, offset, halfMagnitude), growth);
          }
        }
      }
    }
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
