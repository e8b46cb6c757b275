package org.benchmonitor.run.finding;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * What a figure usually is: the median of its last values and their median absolute deviation,
 * which a few outliers do not move. One thread.
 */
final class Usual {
  /** As many values as are remembered. */
  private static final int MOST = 60;

  /** Fewer do not tell what is usual. */
  private static final int FEWEST = 10;

  /** The standard deviation of normal values is so many times their median absolute deviation. */
  private static final double SIGMAS = 1.4826;

  private final double leastDeviation;
  private final Deque<Double> values = new ArrayDeque<>();

  /**
   * Makes it.
   *
   * @param leastDeviation values that differ by less are taken for equal
   */
  Usual(double leastDeviation) {
    this.leastDeviation = leastDeviation;
  }

  void add(double value) {
    if (values.size() == MOST) {
      values.removeFirst();
    }
    values.addLast(value);
  }

  /** Forgets all, because what is usual has changed. */
  void clear() {
    values.clear();
  }

  boolean isKnown() {
    return values.size() >= FEWEST;
  }

  /** The median. */
  double median() {
    return median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** How many robust standard deviations a value is above the median. */
  double score(double value) {
    double median = median();
    double[] deviations = values.stream().mapToDouble(one -> Math.abs(one - median)).toArray();
    return (value - median) / Math.max(leastDeviation, SIGMAS * median(deviations));
  }

  private static double median(double[] all) {
    Arrays.sort(all);
    int half = all.length / 2;
    return all.length % 2 == 1 ? all[half] : (all[half - 1] + all[half]) / 2;
  }
}
