package org.benchmonitor.run.histogram;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Reads HdrHistogram's V2 compressed encoding counter by counter; one instance for each.
 *
 * <p>HdrHistogram's own decoding makes a whole histogram of 37 KB or more for each, which is half a
 * gigabyte of garbage in the host's heap for an hour of intervals. Source of the format: {@code
 * AbstractHistogram.encodeIntoCompressedByteBuffer} and {@code ZigZagEncoding} of HdrHistogram
 * 2.2.2; tests hold the two equal.
 */
final class CompressedCounts {
  /** Takes one counter of the layout that is not zero. */
  interface Visitor {
    void visit(int counter, long count);
  }

  private final CounterLayout layout;
  private final @Nullable Inflater inflater;
  private final byte[] buffer;
  private int at;
  private int end;
  private int consumed;

  private CompressedCounts(CounterLayout layout, Inflater inflater) {
    this.layout = layout;
    this.inflater = inflater;
    this.buffer = new byte[512];
  }

  /** Reads what {@link CompressedBytes} stored as it is; an inflater would cost more than that. */
  private CompressedCounts(CounterLayout layout, byte[] encoded) {
    this.layout = layout;
    this.inflater = null;
    this.buffer = encoded;
    this.at = CompressedBytes.COMPRESSED_HEAD + CompressedBytes.STORED_HEAD;
    this.end = encoded.length - CompressedBytes.CHECKSUM;
  }

  /**
   * Visits all counters in ascending order.
   *
   * @throws IllegalArgumentException if this is not the encoding of a histogram of the layout
   */
  static void visit(byte[] encoded, CounterLayout layout, Visitor visitor) {
    try {
      if (encoded.length < CompressedBytes.COMPRESSED_HEAD
          || ByteBuffer.wrap(encoded).getInt() != CompressedBytes.COMPRESSED_COOKIE) {
        throw new DataFormatException("its cookie is another");
      }
      if (CompressedBytes.isStored(encoded)) {
        new CompressedCounts(layout, encoded).read(visitor);
      } else {
        inflate(encoded, layout, visitor);
      }
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("not a V2 compressed histogram: " + e.getMessage(), e);
    }
  }

  private static void inflate(byte[] encoded, CounterLayout layout, Visitor visitor)
      throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(
          encoded,
          CompressedBytes.COMPRESSED_HEAD,
          encoded.length - CompressedBytes.COMPRESSED_HEAD);
      new CompressedCounts(layout, inflater).read(visitor);
    } finally {
      inflater.end();
    }
  }

  /** Reads the head and returns how many bytes of counters follow. */
  private int head() throws DataFormatException {
    byte[] head = new byte[CompressedBytes.HEAD];
    for (int i = 0; i < CompressedBytes.HEAD; i++) {
      head[i] = (byte) next();
    }
    ByteBuffer fields = ByteBuffer.wrap(head);
    int cookie = fields.getInt();
    int length = fields.getInt();
    int offset = fields.getInt();
    int digits = fields.getInt();
    long lowest = fields.getLong();
    if (cookie != CompressedBytes.COOKIE
        || offset != 0
        || digits != layout.digits()
        || lowest != 1) {
      throw new DataFormatException("it is not one of " + layout.digits() + " digits");
    }
    return length;
  }

  private void read(Visitor visitor) throws DataFormatException {
    int length = head();
    int most = layout.length();
    int index = 0;
    consumed = 0;
    while (consumed < length) {
      long count = zigZag();
      // Below zero, so many counters are zero.
      long after = count < 0 ? index - count : index + 1L;
      if (count < -most || after > most) {
        throw new DataFormatException("it has more counters than " + most);
      }
      if (count > 0) {
        visitor.visit(index, count);
      }
      index = (int) after;
    }
  }

  private long zigZag() throws DataFormatException {
    long first = next();
    if (first < CompressedBytes.MORE) {
      // Most counters are small.
      return (first >>> 1) ^ -(first & 1);
    }
    long value = first & (CompressedBytes.MORE - 1);
    for (int i = 1; i < CompressedBytes.LONGEST; i++) {
      long one = next();
      // The ninth byte has no bit that says whether another one follows.
      boolean last = i == CompressedBytes.LONGEST - 1 || one < CompressedBytes.MORE;
      value |=
          (i == CompressedBytes.LONGEST - 1 ? one : one & (CompressedBytes.MORE - 1)) << (7 * i);
      if (last) {
        break;
      }
    }
    return (value >>> 1) ^ -(value & 1);
  }

  private int next() throws DataFormatException {
    if (at == end) {
      at = 0;
      end = inflater == null ? 0 : inflater.inflate(buffer);
      if (end == 0) {
        throw new DataFormatException("it is cut off");
      }
    }
    consumed++;
    return buffer[at++] & 0xFF;
  }
}
