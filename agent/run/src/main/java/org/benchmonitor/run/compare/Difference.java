package org.benchmonitor.run.compare;

/**
 * One metric of one operation, on both sides.
 *
 * @param gates whether its verdict decides
 * @param base the value of the base: nanoseconds, calls per second or a ratio; not a number if
 *     there is none
 * @param fresh the same of the new runs
 * @param worseness how much worse the new runs are, on the metric's scale
 * @param low the lower end of the interval that holds it with 95 % probability
 * @param high the upper end
 * @param spread the standard deviation from run to run, on the same scale
 * @param visible the smallest change that would have been seen; not a number without a verdict
 * @param wanted the change that {@code runsNeeded} is about
 * @param runsNeeded a side, if it is inconclusive
 */
public record Difference(
    String operation,
    Measure measure,
    boolean gates,
    double base,
    double fresh,
    double worseness,
    double low,
    double high,
    Verdict verdict,
    double spread,
    double visible,
    double wanted,
    int runsNeeded) {

  /** One that cannot be told. */
  static Difference unknown(
      String operation, Measure measure, boolean gates, double base, double fresh) {
    double none = Double.NaN;
    return new Difference(
        operation,
        measure,
        gates,
        base,
        fresh,
        none,
        none,
        none,
        Verdict.NO_DATA,
        none,
        none,
        none,
        0);
  }

  /** Whether the sides can be set against each other at all. */
  public boolean isKnown() {
    return !Double.isNaN(worseness);
  }

  /** The change of the value, as a share of the base; of the ratio of errors, the difference. */
  public double change() {
    return change(worseness);
  }

  /** The lower end of the change. */
  public double lowestChange() {
    return Math.min(change(low), change(high));
  }

  /** The upper end of the change. */
  public double highestChange() {
    return Math.max(change(low), change(high));
  }

  private double change(double worse) {
    return switch (measure.metric()) {
      case THROUGHPUT -> Math.expm1(-worse);
      case ERRORS -> worse;
      default -> Math.expm1(worse);
    };
  }

  /** The size of {@link #visible} as a change of the value for the worse. */
  public double visibleChange() {
    return Math.abs(change(visible));
  }

  /** The size of {@link #wanted} as a change of the value for the worse. */
  public double wantedChange() {
    return Math.abs(change(wanted));
  }
}
