package org.benchmonitor.run.model;

import java.math.BigDecimal;
import java.math.MathContext;

/** Durations for people, in ASCII, because a terminal may have nothing else. */
public final class DurationText {
  private static final MathContext DIGITS = new MathContext(4);
  private static final BigDecimal MILLI = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal SECOND = BigDecimal.valueOf(1_000_000_000);

  private DurationText() {}

  /**
   * To four digits in the unit that fits: {@code 35 ns}, {@code 15.30 us}, {@code 1.204 ms}, {@code
   * 12.50 s}.
   *
   * @param nanos not negative
   */
  public static String of(long nanos) {
    if (nanos < 1_000) {
      return nanos + " ns";
    }
    // Rounded first: 999,996 ns are 1.000 ms, not 1000 us.
    BigDecimal rounded = BigDecimal.valueOf(nanos).round(DIGITS);
    if (rounded.compareTo(MILLI) < 0) {
      return rounded.movePointLeft(3).toPlainString() + " us";
    }
    return rounded.compareTo(SECOND) < 0
        ? rounded.movePointLeft(6).toPlainString() + " ms"
        : rounded.movePointLeft(9).toPlainString() + " s";
  }
}
