package org.benchmonitor.run.model;

import java.util.Arrays;

/**
 * Counts by latency band, packed: a byte or three for each band that is not empty; immutable.
 *
 * <p>An hour of intervals keeps tens of thousands of them, and a heat map adds them all up for each
 * request. Both would be expensive with whole histograms.
 */
public final class BandCounts {
  public static final BandCounts NONE = new BandCounts(new byte[0]);

  private static final int MORE = 0x80;
  private static final int LONGEST = 10;

  /** Takes the count of one band. */
  @FunctionalInterface
  public interface Visitor {
    void visit(int band, long count);
  }

  private final byte[] packed;

  private BandCounts(byte[] packed) {
    this.packed = packed;
  }

  /** Packs counts; the index is the band. */
  public static BandCounts of(long[] counts) {
    int used = 0;
    for (long count : counts) {
      used += count > 0 ? 1 : 0;
    }
    byte[] packed = new byte[used * (2 + LONGEST)];
    int length = 0;
    int next = 0;
    for (int band = 0; band < counts.length; band++) {
      if (counts[band] > 0) {
        length = put(packed, length, band - next);
        length = put(packed, length, counts[band]);
        next = band + 1;
      }
    }
    return length == 0 ? NONE : new BandCounts(Arrays.copyOf(packed, length));
  }

  private static int put(byte[] packed, int at, long value) {
    int end = at;
    long rest = value;
    while (rest >= MORE) {
      packed[end++] = (byte) (rest | MORE);
      rest >>>= 7;
    }
    packed[end++] = (byte) rest;
    return end;
  }

  /** Visits the bands that are not empty, ascending. */
  public void forEach(Visitor visitor) {
    int band = -1;
    long value = 0;
    int shift = 0;
    boolean isCount = false;
    for (byte one : packed) {
      value |= (long) (one & (MORE - 1)) << shift;
      shift += 7;
      if (one >= 0) {
        if (isCount) {
          visitor.visit(band, value);
        } else {
          band += (int) value + 1;
        }
        isCount = !isCount;
        value = 0;
        shift = 0;
      }
    }
  }

  /** Adds these counts to those of an array by band. */
  public void addTo(long[] counts) {
    forEach((band, count) -> counts[band] += count);
  }

  /** The bytes that it holds. */
  public int size() {
    return packed.length;
  }
}
