package org.benchmonitor.run.compare;

import java.util.List;

/**
 * What a comparison is asked for.
 *
 * @param change the smallest change that matters, such as 0.05
 * @param gates the measures whose verdicts decide
 */
public record Rules(double change, List<Measure> gates) {
  /** A change of 5 %, and the usual measures. */
  public static final Rules USUAL = new Rules(0.05, Measure.USUAL);

  private static final double WANTED = 0.10;
  private static final double LEAST_ERRORS = 0.001;

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
