package org.benchmonitor.run.compare;

import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Student's t and Fisher's F; the only class that sees the library of distributions. */
final class StudentT {
  private StudentT() {}

  /** The value that a share of the distribution is below. */
  static double quantile(double share, double degrees) {
    return TDistribution.of(degrees).inverseCumulativeProbability(share);
  }

  /** The share of the distribution that is above a value. */
  static double above(double value, double degrees) {
    return TDistribution.of(degrees).survivalProbability(value);
  }

  /** The share of the distribution of two variances' ratio that is above a value. */
  static double ratioAbove(double ratio, double degreesAbove, double degreesBelow) {
    return FDistribution.of(degreesAbove, degreesBelow).survivalProbability(ratio);
  }
}
