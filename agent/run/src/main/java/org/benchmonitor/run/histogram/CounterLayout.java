package org.benchmonitor.run.histogram;

/**
 * The index of the counter in which HdrHistogram counts a value, for values from 1 ns to one hour;
 * immutable.
 *
 * <p>Source of the formulas: {@code AbstractHistogram.countsArrayIndex} and {@code valueFromIndex}
 * of HdrHistogram 2.2.2, which hides both; a test holds the two equal for every counter.
 */
final class CounterLayout {
  /** The highest value that is recorded as it is, in nanoseconds: one hour. */
  static final long HIGHEST = 3_600_000_000_000L;

  private final int digits;
  private final int halfMagnitude;

  /**
   * Makes the layout for a number of significant decimal digits.
   *
   * @param digits 2 or 3
   */
  CounterLayout(int digits) {
    if (digits < 2 || digits > 3) {
      throw new IllegalArgumentException("digits is " + digits + ", allowed are 2 and 3");
    }
    this.digits = digits;
    // The power of two at or above 2 * 10^digits, halved, as an exponent.
    this.halfMagnitude = digits == 2 ? 7 : 10;
  }

  int digits() {
    return digits;
  }

  /** The number of counters that cover 0 to {@link #HIGHEST}. */
  int length() {
    return ((index(HIGHEST) >> halfMagnitude) + 1) << halfMagnitude;
  }

  /** The counter that a value of 0 to {@link #HIGHEST} nanoseconds belongs to. */
  int index(long nanos) {
    long mask = (2L << halfMagnitude) - 1;
    int bucket = 63 - halfMagnitude - Long.numberOfLeadingZeros(nanos | mask);
    return (bucket << halfMagnitude) + (int) (nanos >>> bucket);
  }

  /** The lowest value that a counter stands for, in nanoseconds. */
  long lowest(int index) {
    int bucket = Math.max(0, (index >> halfMagnitude) - 1);
    return (long) (index - (bucket << halfMagnitude)) << bucket;
  }
}
