package org.benchmonitor.run.compare;

/**
 * The difference of a metric between two sides, and how well it is known.
 *
 * @param difference of the worseness, above 0 if the new runs are worse
 * @param variance from run to run
 * @param error the difference's standard error
 * @param degrees of freedom that the error is known with
 * @param isKnown whether enough runs tell how much runs differ; else the error is of what these
 *     runs show inside of themselves, and there is no verdict
 */
record Estimate(double difference, double variance, double error, double degrees, boolean isKnown) {
  /** No verdict rests on less. */
  static final int LEAST_DEGREES = 4;

  /** So many new runs tell by themselves how much they differ. */
  private static final int LEAST_OF_ITS_OWN = 3;

  /** The least standard deviation of a logarithm from run to run, whatever the runs show. */
  private static final double LEAST_SPREAD = 0.005;

  private static final double BOTH_SIDES = 0.975;
  private static final double ONE_SIDE = 0.025;
  private static final double POWER = 0.90;
  static final int MOST_RUNS = 1000;

  /** The degrees of freedom of the batches inside a run. */
  private static final int INSIDE = 9;

  /**
   * Estimates it.
   *
   * @param history further runs of the base's version
   */
  static Estimate of(Quantity metric, SideValues base, SideValues fresh, SideValues history) {
    int degrees = base.degrees() + fresh.degrees() + history.degrees();
    double floor = metric == Quantity.ERRORS ? 0 : LEAST_SPREAD * LEAST_SPREAD;
    double seen =
        degrees == 0 ? 0 : (base.squares() + fresh.squares() + history.squares()) / degrees;
    double within =
        (base.within() * base.count() + fresh.within() * fresh.count())
            / (base.count() + fresh.count());
    double variance = Math.max(Math.max(seen, within), floor);
    double error = Math.sqrt(variance * (1.0 / base.count() + 1.0 / fresh.count()));
    Estimate pooled =
        new Estimate(
            fresh.mean() - base.mean(),
            variance,
            error,
            degrees == 0 ? INSIDE : degrees,
            degrees >= LEAST_DEGREES);
    boolean isUneven = base.count() != fresh.count() || history.count() > 0;
    return isUneven && fresh.count() >= LEAST_OF_ITS_OWN
        ? pooled.orWider(base, fresh, history)
        : pooled;
  }

  /** Each side with its own variance, where that is known less well. */
  private Estimate orWider(SideValues base, SideValues fresh, SideValues history) {
    int ofBase = base.degrees() + history.degrees();
    if (ofBase == 0) {
      return this;
    }
    double left =
        Math.max((base.squares() + history.squares()) / ofBase, base.within()) / base.count();
    double right = Math.max(fresh.squares() / fresh.degrees(), fresh.within()) / fresh.count();
    double both = left + right;
    double freedom = both * both / (left * left / ofBase + right * right / fresh.degrees());
    Estimate welch = new Estimate(difference, variance, Math.sqrt(both), freedom, isKnown);
    return both > 0 && welch.halfWidth() > halfWidth() ? welch : this;
  }

  private double t(double share) {
    return StudentT.quantile(share, degrees);
  }

  private double halfWidth() {
    return t(BOTH_SIDES) * error;
  }

  /** The lower end of the interval that holds the difference with 95 % probability. */
  double low() {
    return difference - halfWidth();
  }

  /** The upper end. */
  double high() {
    return difference + halfWidth();
  }

  /** How probable it is to see such a difference, or a greater one, where nothing is worse. */
  double chanceOfWorse() {
    return StudentT.above(difference / error, degrees);
  }

  /** The same where nothing is better. */
  double chanceOfBetter() {
    return StudentT.above(-difference / error, degrees);
  }

  /**
   * The smallest change that these runs would have shown in nine cases of ten.
   *
   * @param least the smallest change that matters
   * @param metrics that are judged together
   */
  double visible(double least, int metrics) {
    return visible(least, metrics, error, degrees);
  }

  private static double visible(double least, int metrics, double error, double degrees) {
    double power = StudentT.quantile(POWER, degrees) * error;
    double significance = StudentT.quantile(1 - ONE_SIDE / metrics, degrees) * error;
    return Math.max(significance + power, least + power);
  }

  /**
   * The number of runs a side that would show a change in nine cases of ten, at most 1000.
   *
   * @param wanted the change
   * @param least the smallest change that matters
   * @param metrics that are judged together
   */
  int runsFor(double wanted, double least, int metrics) {
    int few = LEAST_OF_ITS_OWN;
    int many = MOST_RUNS;
    while (few < many) {
      int runs = (few + many) / 2;
      double between = Math.sqrt(2 * variance / runs);
      if (visible(least, metrics, between, 2.0 * runs - 2) > wanted) {
        few = runs + 1;
      } else {
        many = runs;
      }
    }
    return few;
  }
}
