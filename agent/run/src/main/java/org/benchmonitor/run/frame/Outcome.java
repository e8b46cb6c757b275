package org.benchmonitor.run.frame;

import java.util.List;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.Latency;

/**
 * One outcome of an operation as a frame has it; immutable, as long as nobody changes its bytes.
 */
final class Outcome {
  static final Outcome NONE = new Outcome(0, 0, 0, new byte[0]);

  private final long count;
  private final long minNanos;
  private final long maxNanos;
  private final byte[] encoded;

  private Outcome(long count, long minNanos, long maxNanos, byte[] encoded) {
    this.count = count;
    this.minNanos = minNanos;
    this.maxNanos = maxNanos;
    this.encoded = encoded;
  }

  /** Reads an outcome; whether its histogram is one is for {@link #addTo} to tell. */
  static Outcome read(FrameInput in) throws BadFrame {
    long count = in.count();
    return count == 0 ? NONE : new Outcome(count, in.nanos(), in.nanos(), in.bytes());
  }

  /**
   * Adds its values.
   *
   * @throws IllegalArgumentException if its histogram cannot be read, or has another number of
   *     values
   */
  void addTo(LatencyHistogram all) {
    long before = all.count();
    try {
      all.add(encoded);
    } catch (ArithmeticException overflow) {
      throw new IllegalArgumentException("a histogram has too many values", overflow);
    }
    if (all.count() - before != count) {
      throw new IllegalArgumentException("a histogram has not the " + count + " values it should");
    }
    all.widen(minNanos, maxNanos);
  }

  /**
   * Merges some of the same digits; one that is alone stays as it is.
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
    for (Outcome one : some) {
      one.addTo(scratch);
      min = Math.min(min, one.minNanos);
      max = Math.max(max, one.maxNanos);
    }
    return new Outcome(scratch.count(), min, max, scratch.encoded());
  }

  long count() {
    return count;
  }

  long minNanos() {
    return minNanos;
  }

  long maxNanos() {
    return maxNanos;
  }

  /** The V2 compressed histogram, which must not be changed; no bytes if the count is 0. */
  byte[] encoded() {
    return encoded;
  }

  /** That of figures which were made. */
  static Outcome of(Latency latency, EncodedHistogram histogram) {
    return latency.isEmpty()
        ? NONE
        : new Outcome(latency.count(), latency.minNanos(), latency.maxNanos(), histogram.bytes());
  }
}
