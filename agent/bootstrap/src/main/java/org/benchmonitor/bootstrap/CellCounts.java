package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A reader's sum over cells: counts by {@link CellLayout} octave, with the exact minimum and
 * maximum.
 *
 * <p>For one thread, which clears and reuses it; what is kept is {@link PackedCounts}.
 */
public final class CellCounts {
  /** Takes the count of one value, which is the lowest that its counter stands for. */
  @FunctionalInterface
  public interface Visitor {
    void visit(long lowestNanos, long count);
  }

  private static final VarHandle COUNTERS = MethodHandles.arrayElementVarHandle(long[].class);

  private static final int MORE = 0x80;
  private static final int LONGEST = 10;

  private final int halfMagnitude;
  private final long[][] octaves;

  // A bit for each octave that may have counts; there are fewer than 64.
  private long used;

  private byte[] buffer = new byte[256];
  private int packed;
  private long total;
  private long min = Long.MAX_VALUE;
  private long max;

  public CellCounts(CellLayout layout) {
    this.halfMagnitude = layout.halfMagnitude();
    this.octaves = new long[layout.octaves()][];
  }

  /** Clears all counts. */
  public void clear() {
    for (int octave = 0; octave < octaves.length; octave++) {
      if (isUsed(octave)) {
        Arrays.fill(octaves[octave], 0);
      }
    }
    used = 0;
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
    long[] sums = octave(octave);
    long added = 0;
    for (int i = 0; i < counters.length; i++) {
      // Pairs with the writers' setOpaque and getAndAdd.
      long count = (long) COUNTERS.getOpaque(counters, i);
      sums[i] += count;
      added += count;
    }
    total += added;
  }

  private long[] octave(int octave) {
    if (octaves[octave] == null) {
      octaves[octave] = new long[1 << halfMagnitude];
    }
    used |= 1L << octave;
    return octaves[octave];
  }

  private boolean isUsed(int octave) {
    return (used & 1L << octave) != 0;
  }

  void widen(long cellMin, long cellMax) {
    min = Math.min(min, cellMin);
    max = Math.max(max, cellMax);
  }

  /**
   * Packs all counts, the minimum and the maximum.
   *
   * @param earlier an earlier sum of the same cells, which is returned if nothing has changed
   */
  public PackedCounts pack(PackedCounts earlier) {
    // An extreme may become visible after the count of its value.
    if (earlier.isSame(total, min, max)) {
      return earlier;
    }
    packed = 0;
    int next = 0;
    for (int octave = 0; octave < octaves.length; octave++) {
      if (isUsed(octave)) {
        long[] counters = octaves[octave];
        for (int offset = 0; offset < counters.length; offset++) {
          if (counters[offset] != 0) {
            int index = (octave << halfMagnitude) + offset;
            put(index - next);
            put(counters[offset]);
            next = index + 1;
          }
        }
      }
    }
    return new PackedCounts(Arrays.copyOf(buffer, packed), total, min, max);
  }

  private void put(long value) {
    if (packed + LONGEST > buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    long rest = value;
    while (rest >= MORE) {
      buffer[packed++] = (byte) (rest | MORE);
      rest >>>= 7;
    }
    buffer[packed++] = (byte) rest;
  }

  /** Clears all counts and takes those that were packed, of the same layout. */
  public void unpack(PackedCounts counts) {
    clear();
    byte[] bytes = counts.packed();
    int index = -1;
    boolean isCount = false;
    int shift = 0;
    long value = 0;
    for (byte one : bytes) {
      value |= (long) (one & (MORE - 1)) << shift;
      shift += 7;
      if (one >= 0) {
        if (isCount) {
          octave(index >> halfMagnitude)[index & ((1 << halfMagnitude) - 1)] = value;
        } else {
          index += (int) value + 1;
        }
        isCount = !isCount;
        value = 0;
        shift = 0;
      }
    }
    total = counts.total();
    min = counts.min();
    max = counts.max();
  }

  /**
   * Visits each counter that has grown since {@code earlier}, with its growth, in ascending order.
   *
   * @param earlier an earlier sum of the same cells
   */
  public void visitGrowthSince(CellCounts earlier, Visitor visitor) {
    for (int octave = 0; octave < octaves.length; octave++) {
      if (isUsed(octave)) {
        long[] now = octaves[octave];
        long[] then = earlier.isUsed(octave) ? earlier.octaves[octave] : null;
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
