package org.benchmonitor.bootstrap;

/**
 * A sum over cells in some hundred bytes, where {@link CellCounts} takes kilobytes; immutable.
 *
 * <p>What is kept of each operation from one cut to the next is this. {@link CellCounts} packs and
 * unpacks it.
 */
public final class PackedCounts {
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

  long min() {
    return min;
  }

  long max() {
    return max;
  }

  byte[] packed() {
    return bytes;
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
