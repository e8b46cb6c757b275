package org.benchmonitor.run.export;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Makes the decimals of documents, with no zeros at the end and no exponent. Stateless; any thread.
 *
 * <p>By arithmetic with longs, where that surely gives the digits that the JDK's big numbers would:
 * a message of the stream has hundreds, each second, in code that is hardly ever compiled.
 */
final class JsonDecimal {
  private static final int DIGITS = 7;
  private static final MathContext ROUNDING = new MathContext(DIGITS);
  private static final double LEAST_WITH_DIGITS = 1e6;
  private static final double BEYOND_DIGITS = 1e7;

  /** Smaller and larger ones are left to the JDK. */
  private static final double SMALLEST = 1e-9;

  private static final double LARGEST = 1e15;

  /** How close to a half a double may come by its own error and that of one multiplication. */
  private static final double DOUBTFUL = 1e-6;

  /** Exact, as all powers of ten up to the 22nd are. */
  private static final double[] TENS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private JsonDecimal() {}

  /** A number of units, of which each is one with so many places. */
  static BigDecimal of(long units, int places) {
    long left = units;
    int scale = places;
    while (scale > 0 && left % 10 == 0) {
      left /= 10;
      scale--;
    }
    return BigDecimal.valueOf(left, scale);
  }

  /** A finite number to seven digits: half of the last one is rounded away from zero. */
  static BigDecimal rounded(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return BigDecimal.ZERO;
    }
    if (size < SMALLEST || size >= LARGEST) {
      return exactly(value);
    }
    int places = 0;
    double scaled = size;
    while (scaled >= BEYOND_DIGITS) {
      places--;
      scaled = size / TENS[-places];
    }
    while (scaled < LEAST_WITH_DIGITS) {
      places++;
      scaled = size * TENS[places];
    }
    long units = (long) scaled;
    double rest = scaled - units;
    if (Math.abs(rest - 0.5) < DOUBTFUL) {
      return exactly(value);
    }
    units += rest > 0.5 ? 1 : 0;
    units = value < 0 ? -units : units;
    return places < 0 ? BigDecimal.valueOf(units * (long) TENS[-places]) : of(units, places);
  }

  /** The digits that Java shows of a double, rounded. */
  static BigDecimal exactly(double value) {
    BigDecimal plain = BigDecimal.valueOf(value).round(ROUNDING).stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }
}
