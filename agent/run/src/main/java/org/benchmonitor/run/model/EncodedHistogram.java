package org.benchmonitor.run.model;

import org.jspecify.annotations.Nullable;

/**
 * A histogram of nanoseconds in HdrHistogram's V2 compressed encoding, or empty, with the same
 * counts by band beside it; immutable, any thread.
 *
 * <p>One may be encoded when it is asked for: most totals never are, and encoding is the most
 * expensive part of them.
 */
public final class EncodedHistogram {
  /** Encodes a histogram that is not empty, whenever it is asked to, with the same result. */
  @FunctionalInterface
  public interface Source {
    EncodedHistogram encode();
  }

  /** No value at all; zero bytes. */
  public static final EncodedHistogram EMPTY = new EncodedHistogram(new byte[0], BandCounts.NONE);

  /** Guarded by this until there is no source. */
  private byte[] bytes;

  private BandCounts bands;

  /** Null once the others are there. */
  private volatile @Nullable Source source;

  private EncodedHistogram(byte[] bytes, BandCounts bands) {
    this.bytes = bytes;
    this.bands = bands;
    this.source = null;
  }

  private EncodedHistogram(Source source) {
    this.bytes = new byte[0];
    this.bands = BandCounts.NONE;
    this.source = source;
  }

  /** Wraps the bytes, which must not be changed afterwards. */
  public static EncodedHistogram of(byte[] bytes, BandCounts bands) {
    return bytes.length == 0 ? EMPTY : new EncodedHistogram(bytes, bands);
  }

  /** One that is not empty and encoded when somebody asks for it. */
  public static EncodedHistogram late(Source source) {
    return new EncodedHistogram(source);
  }

  private EncodedHistogram made() {
    if (source != null) {
      make();
    }
    return this;
  }

  private synchronized void make() {
    Source unused = source;
    if (unused != null) {
      EncodedHistogram encoded = unused.encode();
      bytes = encoded.bytes();
      bands = encoded.bands();
      source = null;
    }
  }

  /** The encoded bytes, which must not be changed. */
  public byte[] bytes() {
    return made().bytes;
  }

  /** The same values counted by band. */
  public BandCounts bands() {
    return made().bands;
  }

  /** The bytes that it holds, beside its own object. */
  public int size() {
    return bytes().length + bands().size();
  }

  public boolean isEmpty() {
    return source == null && bytes.length == 0;
  }
}
