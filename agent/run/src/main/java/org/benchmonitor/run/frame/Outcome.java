package org.benchmonitor.run.frame;

import org.benchmonitor.run.histogram.LatencyHistogram;

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

  /**
   * Reads an outcome.
   *
   * @param digits significant digits of its histogram
   * @throws BadFrame also if the histogram has another number of values
   */
  static Outcome read(FrameInput in, int digits) throws BadFrame {
    long count = in.count();
    if (count == 0) {
      return NONE;
    }
    Outcome read = new Outcome(count, in.nanos(), in.nanos(), in.bytes());
    try {
      if (LatencyHistogram.countOf(read.encoded, digits) != count) {
        throw new BadFrame("a histogram has not the " + count + " values that it should");
      }
    } catch (IllegalArgumentException | ArithmeticException none) {
      throw new BadFrame("a histogram cannot be read: " + none.getMessage());
    }
    return read;
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
}
