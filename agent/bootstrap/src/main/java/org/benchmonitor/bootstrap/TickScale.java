package org.benchmonitor.bootstrap;

/**
 * Converts between ticks of a counter and nanoseconds by one multiplication and one shift.
 *
 * <p>Immutable; any thread. Exact to the nanosecond for an hour of ticks; a factor of one is the
 * identity.
 */
final class TickScale {
  /** One tick is one nanosecond. */
  static final TickScale NANOS = new TickScale(1_000_000_000L);

  private static final int BITS = 61;

  private final long frequency;
  private final int shift;
  private final long factor;

  /**
   * Creates the scale of a counter.
   *
   * @param frequency ticks per second, at least one million
   */
  TickScale(long frequency) {
    if (frequency < 1_000_000L) {
      throw new IllegalArgumentException("frequency is " + frequency + ", at least 1000000 needed");
    }
    this.frequency = frequency;
    double nanosPerTick = 1e9 / frequency;
    // The largest shift that keeps the factor below 2^62, so that it stays a positive long.
    this.shift = BITS - Math.max(0, Math.getExponent(nanosPerTick));
    this.factor = Math.round(nanosPerTick * Math.scalb(1.0, shift));
  }

  long frequency() {
    return frequency;
  }

  int shift() {
    return shift;
  }

  long factor() {
    return factor;
  }

  /** Converts a difference of ticks; keeps the sign. */
  static long toNanos(long ticks, long factor, int shift) {
    long high = Math.multiplyHigh(ticks, factor);
    long low = ticks * factor;
    return (high << (Long.SIZE - shift)) | (low >>> shift);
  }

  long toNanos(long ticks) {
    return toNanos(ticks, factor, shift);
  }

  /** Converts nanoseconds to ticks; too slow for the hot path. */
  long toTicks(long nanos) {
    return (long) (nanos * (frequency / 1e9));
  }
}
