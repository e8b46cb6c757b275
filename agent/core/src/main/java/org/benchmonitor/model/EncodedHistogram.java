package org.benchmonitor.model;

/** A histogram of nanoseconds in HdrHistogram's V2 compressed encoding; immutable, or empty. */
public final class EncodedHistogram {
  /** No value at all; zero bytes. */
  public static final EncodedHistogram EMPTY = new EncodedHistogram(new byte[0]);

  private final byte[] bytes;

  private EncodedHistogram(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Wraps the bytes, which must not be changed afterwards. */
  public static EncodedHistogram of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new EncodedHistogram(bytes);
  }

  /** The encoded bytes, which must not be changed. */
  public byte[] bytes() {
    return bytes;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }
}
