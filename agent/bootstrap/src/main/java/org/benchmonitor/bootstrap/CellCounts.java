package org.benchmonitor.bootstrap;

import java.util.Arrays;

/**
 * A reader's sum over cells: counts by {@link CellLayout} octave, with the exact minimum and
 * maximum.
 *
 * <p>For one thread, which clears and reuses it; what is kept is {@link PackedCounts}.
 */
public final class CellCounts {
  private static final int MORE = PackedCounts.MORE;
  private static final int LONGEST = 10;

  private final int halfMagnitude;
  private final long[][] octaves;
  private final long[] copy;

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
    this.copy = new long[layout.octaveLength()];
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
   * <p>Every tick runs this for each octave of each cell, megabytes that no cache holds any more. A
   * copy asks the memory for many lines at once, where a loop waits for one after the other. Its
   * reads are plain, so the Java memory model promises little of it beside the writers' setOpaque
   * and getAndAdd. HotSpot copies each long as a whole, and by the coherence of the machine's
   * memory no copy has an older count than the one before; what it has not seen yet the next tick
   * sees.
   */
  void add(int octave, long[] counters) {
    long[] sums = octave(octave);
    System.arraycopy(counters, 0, copy, 0, counters.length);
    long added = 0;
    // Zeros are added without a test, which would cost more.
    for (int i = 0; i < copy.length; i++) {
      sums[i] += copy[i];
      added += copy[i];
    }
    total += added;
  }

  /** Adds counts that were packed, of the same layout. */
  public void add(PackedCounts counts, CellLayout layout) {
    counts.visitGrowthSince(PackedCounts.NONE, layout, this::add);
    widen(counts.min(), counts.max());
  }

  /** Adds a count of one value in the range of the layout. */
  public void add(long nanos, long count) {
    octave(CellLayout.octave(nanos, halfMagnitude))[CellLayout.offset(nanos, halfMagnitude)] +=
        count;
    total += count;
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

  /** Bounds the values by exact extremes that are known from elsewhere. */
  public void widen(long cellMin, long cellMax) {
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
