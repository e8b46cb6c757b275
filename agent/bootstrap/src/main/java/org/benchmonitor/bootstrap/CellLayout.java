package org.benchmonitor.bootstrap;

/**
 * HdrHistogram's layout of counters for 1 ns to one hour, in octaves. Immutable; any thread.
 *
 * <p>An octave is {@code octaveLength()} counters: octave {@code o}, offset {@code i} is counter
 * {@code o * octaveLength() + i} of an {@code org.HdrHistogram.Histogram(1, HIGHEST, digits)}.
 * Source: {@code AbstractHistogram.countsArrayIndex} of HdrHistogram 2.2.2; a test compares every
 * counter.
 */
public final class CellLayout {
  /** The highest value that is recorded unclamped, in nanoseconds: one hour. */
  public static final long HIGHEST = 3_600_000_000_000L;

  static final int HALF_MAGNITUDE_OF_2_DIGITS = 7;
  static final int HALF_MAGNITUDE_OF_3_DIGITS = 10;

  private final int digits;
  private final int halfMagnitude;

  /**
   * Creates the layout for a number of significant decimal digits.
   *
   * @param digits 2 or 3
   */
  public CellLayout(int digits) {
    if (digits < 2 || digits > 3) {
      throw new IllegalArgumentException("digits is " + digits + ", allowed are 2 and 3");
    }
    this.digits = digits;
    // The power of two at or above 2 * 10^digits, halved.
    this.halfMagnitude = digits == 2 ? HALF_MAGNITUDE_OF_2_DIGITS : HALF_MAGNITUDE_OF_3_DIGITS;
  }

  public int digits() {
    return digits;
  }

  /** The number of counters in one octave, as a power of two: 7 for 2 digits, 10 for 3. */
  int halfMagnitude() {
    return halfMagnitude;
  }

  /** The number of counters in one octave. */
  public int octaveLength() {
    return 1 << halfMagnitude;
  }

  /** The number of octaves that cover 0 to {@link #HIGHEST}. */
  public int octaves() {
    return octave(HIGHEST, halfMagnitude) + 1;
  }

  static long lowestValue(int octave, int offset, int halfMagnitude) {
    return octave == 0 ? offset : ((1L << halfMagnitude) + offset) << (octave - 1);
  }

  /** The octave of a value; not by way of its counter, because a load waits for it. */
  static int octave(long nanos, int halfMagnitude) {
    long mask = (1L << halfMagnitude) - 1;
    return 64 - halfMagnitude - Long.numberOfLeadingZeros(nanos | mask);
  }

  static int offset(long nanos, int halfMagnitude) {
    long mask = (2L << halfMagnitude) - 1;
    int bucket = 63 - halfMagnitude - Long.numberOfLeadingZeros(nanos | mask);
    return (int) (nanos >>> bucket) & ((1 << halfMagnitude) - 1);
  }
}
