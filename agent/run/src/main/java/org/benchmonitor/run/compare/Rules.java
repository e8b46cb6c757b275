package org.benchmonitor.run.compare;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a comparison is asked for.
 *
 * @param change the smallest change that matters, such as 0.05
 * @param gates the measures whose verdicts decide
 */
public record Rules(double change, List<Measure> gates) {
  /** A change of 5 %, and the usual measures. */
  public static final Rules USUAL = new Rules(0.05, Measure.USUAL);

  /** What may be given as a change. */
  public static final String CHANGES = "0.1% to 100%";

  private static final double MOST_PERCENT = 100;
  private static final double LEAST_PERCENT = 0.1;
  private static final double WANTED = 0.10;
  private static final double LEAST_ERRORS = 0.001;

  /**
   * A change as it is written, {@code 5%} or {@code 5}, such as 0.05; empty if it is not among
   * {@link #CHANGES}.
   */
  public static OptionalDouble change(String text) {
    String number = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
    try {
      double percent = Double.parseDouble(number.strip());
      return percent >= LEAST_PERCENT && percent <= MOST_PERCENT
          ? OptionalDouble.of(percent / 100)
          : OptionalDouble.empty();
    } catch (NumberFormatException notANumber) {
      return OptionalDouble.empty();
    }
  }

  /**
   * The smallest change of a metric's worseness that matters.
   *
   * @param base the metric's worseness in the base
   */
  double least(Quantity metric, double base) {
    return metric == Quantity.ERRORS ? Math.max(LEAST_ERRORS, change * base) : Math.log1p(change);
  }

  /** The change for which the number of runs is told. Nothing near the smallest can be seen. */
  double wanted() {
    return Math.max(WANTED, 2 * change);
  }

  /** The same as a change of a metric's worseness. */
  double wanted(Quantity metric, double base) {
    return metric == Quantity.ERRORS
        ? Math.max(2 * LEAST_ERRORS, wanted() * base)
        : Math.log1p(wanted());
  }
}
