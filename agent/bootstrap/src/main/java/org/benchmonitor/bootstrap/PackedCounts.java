package org.benchmonitor.bootstrap;

/**
 * A sum over cells in some hundred bytes, where {@link CellCounts} takes kilobytes; immutable.
 *
 * <p>What is kept of each operation from one cut to the next is this. {@link CellCounts} packs it:
 * for each counter that is not zero how many zeros come before it, then its count, both in groups
 * of 7 bits, the lowest first.
 */
public final class PackedCounts {
  /** Takes the count of one value, which is the lowest that its counter stands for. */
  @FunctionalInterface
  public interface Visitor {
    void visit(long lowestNanos, long count);
  }

  /** The bit of a byte that is not the last of its number. */
  static final int MORE = 0x80;

  /** No value at all. */
  public static final PackedCounts NONE = new PackedCounts(new byte[0], 0, Long.MAX_VALUE, 0);

  private final byte[] bytes;
  private final long total;
  private final long min;
  private final long max;

  PackedCounts(byte[] bytes, long total, long min, long max) {
    this.bytes = bytes;
    this.total = total;
    this.min = min;
    this.max = max;
  }

  /** Whether these are the same counts of the same cells, which only grow. */
  boolean isSame(long otherTotal, long otherMin, long otherMax) {
    return total == otherTotal && min == otherMin && max == otherMax;
  }

  /** The lowest value counted since the start, in nanoseconds; {@code Long.MAX_VALUE} if none. */
  public long min() {
    return min;
  }

  /** The highest value counted since the start, in nanoseconds; 0 if none. */
  public long max() {
    return max;
  }

  /**
   * Visits each counter that has grown since {@code earlier}, with its growth, in ascending order.
   *
   * <p>Walks the two side by side, so it looks at the counters that have values and at no others.
   *
   * @param earlier an earlier sum of the same cells, whose counters only grow
   * @param layout of both
   */
  public void visitGrowthSince(PackedCounts earlier, CellLayout layout, Visitor visitor) {
    byte[] before = earlier.bytes;
    int half = layout.halfMagnitude();
    int at = 0;
    int counter = -1;
    int atBefore = 0;
    int counterBefore = -1;
    long countBefore = 0;
    while (at < bytes.length) {
      counter += (int) number(bytes, at) + 1;
      at = behind(bytes, at);
      long growth = number(bytes, at);
      at = behind(bytes, at);
      while (counterBefore < counter && atBefore < before.length) {
        counterBefore += (int) number(before, atBefore) + 1;
        atBefore = behind(before, atBefore);
        countBefore = number(before, atBefore);
        atBefore = behind(before, atBefore);
      }
      if (counterBefore == counter) {
        growth -= countBefore;
      }
      if (growth != 0) {
        int offset = counter & ((1 << half) - 1);
        visitor.visit(CellLayout.lowestValue(counter >> half, offset, half), growth);
      }
    }
  }

  private static long number(byte[] from, int at) {
    long value = from[at];
    if (value >= 0) {
      return value;
    }
    value &= MORE - 1;
    int shift = 0;
    int next = at;
    do {
      next++;
      shift += 7;
      value |= (long) (from[next] & (MORE - 1)) << shift;
    } while (from[next] < 0);
    return value;
  }

  private static int behind(byte[] from, int at) {
    int next = at;
    while (from[next] < 0) {
      next++;
    }
    return next + 1;
  }

  /** The number of values counted. */
  public long total() {
    return total;
  }

  /** The bytes that it holds. */
  public long bytes() {
    return total == 0 ? 0 : 64 + bytes.length;
  }
}
