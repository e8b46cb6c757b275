package org.benchmonitor.run.histogram;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Reads HdrHistogram's V2 compressed encoding; one thread, which uses one for many histograms, and
 * closes it. A closed one may be used again.
 *
 * <p>Between its first use and its end it has an inflater, which holds 40 KB of native memory. To
 * make one for each histogram costs a tenth of decoding it, so one is made for all that are merged.
 *
 * <p>HdrHistogram's own decoding makes a whole histogram of 37 KB or more for each, which is half a
 * gigabyte of garbage in the host's heap for an hour of intervals. Source of the format: {@code
 * AbstractHistogram.encodeIntoCompressedByteBuffer} and {@code ZigZagEncoding} of HdrHistogram
 * 2.2.2; tests hold the two equal.
 */
public final class HistogramDecoder implements AutoCloseable {
  /** More than most histograms have. The inflater is slow where fewer than 258 bytes are left. */
  private static final int USUAL_BYTES = 1024;

  private static final int MOST_SHIFT = 7 * (CompressedBytes.LONGEST - 1);
  private static final byte[] NOTHING = new byte[0];

  private @Nullable Inflater inflater;
  private byte[] inflated = NOTHING;

  /** What is not compressed: in {@link #inflated}, or in what {@link CompressedBytes} stored. */
  private byte[] plain = NOTHING;

  private int at;
  private int end;
  private long total;
  private int first;
  private int behindLast;

  /** Ends the inflater, and holds nothing from then on. */
  @Override
  public void close() {
    Inflater used = inflater;
    inflater = null;
    inflated = NOTHING;
    plain = NOTHING;
    if (used != null) {
      used.end();
    }
  }

  /**
   * Adds all counters to others. What was added is known afterwards, also if it fails.
   *
   * @param encoded which is from {@code from} on
   * @param counters all of the layout
   * @throws IllegalArgumentException if this is not the encoding of a histogram of the layout
   * @throws ArithmeticException if it has more values than a long can hold
   */
  void addTo(long[] counters, CounterLayout layout, byte[] encoded, int from, int length) {
    total = 0;
    first = counters.length;
    behindLast = 0;
    try {
      if (length < CompressedBytes.COMPRESSED_HEAD
          || ByteBuffer.wrap(encoded).getInt(from) != CompressedBytes.COMPRESSED_COOKIE) {
        throw new DataFormatException("its cookie is another");
      }
      if (CompressedBytes.isStored(encoded, from, length)) {
        // An inflater would cost more than that.
        plain = encoded;
        at = from + CompressedBytes.COMPRESSED_HEAD + CompressedBytes.STORED_HEAD;
        end = from + length - CompressedBytes.CHECKSUM;
      } else {
        inflate(
            encoded,
            from + CompressedBytes.COMPRESSED_HEAD,
            length - CompressedBytes.COMPRESSED_HEAD,
            CompressedBytes.HEAD + CompressedBytes.LONGEST * counters.length);
      }
      skipHead(layout);
      addTo(counters);
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("not a V2 compressed histogram: " + e.getMessage(), e);
    }
  }

  /** The number of values that were added. */
  long total() {
    return total;
  }

  /** The first counter to which any was added. */
  int first() {
    return first;
  }

  /** The counter behind the last to which any was added. */
  int behindLast() {
    return behindLast;
  }

  /**
   * Inflates.
   *
   * @param most bytes of a histogram; what is behind them is left
   */
  private void inflate(byte[] encoded, int from, int length, int most) throws DataFormatException {
    Inflater used = inflater;
    if (used == null) {
      used = new Inflater();
      inflater = used;
      inflated = new byte[USUAL_BYTES];
    } else {
      used.reset();
    }
    used.setInput(encoded, from, length);
    at = 0;
    end = used.inflate(inflated);
    while (end == inflated.length && end < most && !used.finished()) {
      inflated = Arrays.copyOf(inflated, Math.min(most, 2 * end));
      end += used.inflate(inflated, end, inflated.length - end);
    }
    plain = inflated;
  }

  /** Reads the head, and ends with the counters that it says. */
  private void skipHead(CounterLayout layout) throws DataFormatException {
    if (end - at < CompressedBytes.HEAD) {
      throw cutOff();
    }
    ByteBuffer fields = ByteBuffer.wrap(plain, at, CompressedBytes.HEAD);
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
    at += CompressedBytes.HEAD;
    if (length > CompressedBytes.LONGEST * layout.length()) {
      throw hasMore(layout.length());
    }
    if (length > end - at) {
      throw cutOff();
    }
    end = at + length;
  }

  /**
   * Whether a number is a count or skips zeros is as good as random, and a processor that guesses
   * it wrong half of the time takes twice as long. So nothing branches on it.
   */
  private void addTo(long[] counters) throws DataFormatException {
    byte[] bytes = plain;
    int to = end;
    int next = at;
    int index = 0;
    int lowest = 0;
    long sum = 0;
    try {
      while (next < to) {
        long value = bytes[next++];
        if (value < 0) {
          // Most have one byte.
          int last = lastByte(bytes, next, to);
          value = longer(bytes, next - 1, last);
          next = last + 1;
        }
        long half = value >>> 1;
        // An odd number skips half of it and one more; an even one counts half of it.
        long skips = -(value & 1);
        if (index == counters.length || (half & skips) >= counters.length - index) {
          throw hasMore(counters.length);
        }
        long count = half & ~skips;
        if (sum == 0) {
          lowest = index;
        }
        sum = Math.addExact(sum, count);
        counters[index] += count;
        index += 1 + (int) (half & skips);
      }
    } finally {
      added(counters, sum, lowest, index);
    }
  }

  private void added(long[] counters, long sum, int lowest, int behind) {
    total = sum;
    if (sum > 0) {
      first = lowest;
      behindLast = behind;
      while (counters[behindLast - 1] == 0) {
        // No more than zeros are at the end of what others have written.
        behindLast--;
      }
    }
  }

  /** Where a number ends; the ninth byte has no bit that says whether another one follows. */
  private static int lastByte(byte[] bytes, int second, int to) throws DataFormatException {
    int last = second;
    while (last < to && bytes[last] < 0 && last < second + CompressedBytes.LONGEST - 2) {
      last++;
    }
    if (last >= to) {
      throw cutOff();
    }
    return last;
  }

  private static long longer(byte[] bytes, int from, int last) {
    long value = 0;
    for (int i = from; i <= last; i++) {
      int shift = 7 * (i - from);
      value |= (shift == MOST_SHIFT ? bytes[i] : bytes[i] & (CompressedBytes.MORE - 1L)) << shift;
    }
    return value;
  }

  private static DataFormatException cutOff() {
    return new DataFormatException("it is cut off");
  }

  private static DataFormatException hasMore(int counters) {
    return new DataFormatException("it has more counters than " + counters);
  }
}
