package org.benchmonitor.run.model;

/**
 * A histogram of nanoseconds in HdrHistogram's V2 compressed encoding, or empty, with the same
 * counts by band beside it; immutable.
 */
public final class EncodedHistogram {
  /** No value at all; zero bytes. */
  public static final EncodedHistogram EMPTY = new EncodedHistogram(new byte[0], BandCounts.NONE);

  private final byte[] bytes;
  private final BandCounts bands;

  private EncodedHistogram(byte[] bytes, BandCounts bands) {
    this.bytes = bytes;
    this.bands = bands;
  }

  /** Wraps the bytes, which must not be changed afterwards. */
  public static EncodedHistogram of(byte[] bytes, BandCounts bands) {
    return bytes.length == 0 ? EMPTY : new EncodedHistogram(bytes, bands);
  }

  /** The encoded bytes, which must not be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** The same values counted by band. */
  public BandCounts bands() {
    return bands;
  }

  /** The bytes that it holds, beside its own object. */
  public int size() {
    return bytes.length + bands.size();
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }
}
