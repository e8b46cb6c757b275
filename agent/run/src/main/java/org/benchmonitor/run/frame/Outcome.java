package org.benchmonitor.run.frame;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.benchmonitor.run.histogram.HistogramDecoder;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.Latency;

/**
 * One outcome of an operation as a frame has it; immutable, as long as nobody changes its bytes.
 */
final class Outcome {
  static final Outcome NONE = new Outcome(0, 0, 0, ByteBuffer.allocate(0));

  private final long count;
  private final long minNanos;
  private final long maxNanos;

  /** The histogram is a part of it: a file has hundreds of thousands, and none is copied. */
  private final byte[] bytes;

  private final int from;
  private final int length;

  private Outcome(long count, long minNanos, long maxNanos, ByteBuffer encoded) {
    this.count = count;
    this.minNanos = minNanos;
    this.maxNanos = maxNanos;
    this.bytes = encoded.array();
    this.from = encoded.arrayOffset() + encoded.position();
    this.length = encoded.remaining();
  }

  /** Reads an outcome; whether its histogram is one is for {@link #addTo} to tell. */
  static Outcome read(FrameInput in) throws BadFrame {
    long count = in.count();
    return count == 0 ? NONE : new Outcome(count, in.nanos(), in.nanos(), in.lasting());
  }

  void write(FrameBuffer out) {
    out.count(count);
    if (count > 0) {
      out.count(minNanos).count(maxNanos).bytes(bytes, from, length);
    }
  }

  /**
   * Adds its values.
   *
   * @throws IllegalArgumentException if its histogram cannot be read, or has another number of
   *     values
   */
  void addTo(LatencyHistogram all, HistogramDecoder decoder) {
    long before = all.count();
    try {
      all.add(bytes, from, length, decoder);
    } catch (ArithmeticException overflow) {
      throw new IllegalArgumentException("a histogram has too many values", overflow);
    }
    if (all.count() - before != count) {
      throw new IllegalArgumentException("a histogram has not the " + count + " values it should");
    }
    all.widen(minNanos, maxNanos);
  }

  /**
   * Merges some of the same digits; one that is alone stays as it is. The result is not deflated: a
   * host makes hundreds of thousands of them, and whoever opens its record reads them all.
   *
   * @param scratch for it alone
   * @throws IllegalArgumentException as {@link #addTo} has it
   */
  static Outcome together(List<Outcome> outcomes, LatencyHistogram scratch) {
    List<Outcome> some = outcomes.stream().filter(one -> one.count > 0).toList();
    if (some.size() < 2) {
      return some.isEmpty() ? NONE : some.get(0);
    }
    scratch.clear();
    long min = Long.MAX_VALUE;
    long max = 0;
    try (HistogramDecoder decoder = new HistogramDecoder()) {
      for (Outcome one : some) {
        one.addTo(scratch, decoder);
        min = Math.min(min, one.minNanos);
        max = Math.max(max, one.maxNanos);
      }
    }
    return new Outcome(scratch.count(), min, max, ByteBuffer.wrap(scratch.encodedStored()));
  }

  long count() {
    return count;
  }

  /** The V2 compressed histogram; no bytes if the count is 0. */
  byte[] encoded() {
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  /** The bytes of the histogram. */
  int length() {
    return length;
  }

  /** That of figures which were made. */
  static Outcome of(Latency latency, EncodedHistogram histogram) {
    return latency.isEmpty()
        ? NONE
        : new Outcome(
            latency.count(),
            latency.minNanos(),
            latency.maxNanos(),
            ByteBuffer.wrap(histogram.bytes()));
  }
}
