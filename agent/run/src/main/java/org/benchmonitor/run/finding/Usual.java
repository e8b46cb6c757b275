package org.benchmonitor.run.finding;

import java.util.Arrays;

/**
 * What a figure usually is: the median of its last values and their median absolute deviation,
 * which a few outliers do not move. One thread.
 *
 * <p>The values are kept in order of size beside their order of time, because both medians are
 * asked for with each interval of a run.
 */
final class Usual {
  /** As many values as are remembered. */
  private static final int MOST = 60;

  /** Fewer do not tell what is usual. */
  private static final int FEWEST = 10;

  /** The standard deviation of normal values is so many times their median absolute deviation. */
  private static final double SIGMAS = 1.4826;

  private final double leastDeviation;

  /** In the order of time, from {@code oldest} on around the end. */
  private final double[] values = new double[MOST];

  /** The same from the least to the greatest. */
  private final double[] sorted = new double[MOST];

  private int size;
  private int oldest;

  /**
   * Makes it.
   *
   * @param leastDeviation values that differ by less are taken for equal
   */
  Usual(double leastDeviation) {
    this.leastDeviation = leastDeviation;
  }

  void add(double value) {
    if (size == MOST) {
      int at = Arrays.binarySearch(sorted, 0, size, values[oldest]);
      size--;
      System.arraycopy(sorted, at + 1, sorted, at, size - at);
    }
    int found = Arrays.binarySearch(sorted, 0, size, value);
    int at = found < 0 ? -found - 1 : found;
    System.arraycopy(sorted, at, sorted, at + 1, size - at);
    sorted[at] = value;
    size++;
    values[oldest] = value;
    oldest = (oldest + 1) % MOST;
  }

  /** Forgets all, because what is usual has changed. */
  void clear() {
    size = 0;
    oldest = 0;
  }

  boolean isKnown() {
    return size >= FEWEST;
  }

  /** The median. */
  double median() {
    int half = size / 2;
    return size % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** How many robust standard deviations a value is above the median. */
  double score(double value) {
    double median = median();
    return (value - median) / Math.max(leastDeviation, SIGMAS * medianDeviation(median));
  }

  /** Deviations grow from the median on to both sides: the next one is the smaller of two. */
  private double medianDeviation(double median) {
    int above = size / 2;
    int below = above - 1;
    double last = 0;
    double before = 0;
    for (int i = 0; i <= size / 2; i++) {
      before = last;
      boolean isBelow =
          above == size || (below >= 0 && median - sorted[below] < sorted[above] - median);
      last = isBelow ? median - sorted[below--] : sorted[above++] - median;
    }
    return size % 2 == 1 ? last : (before + last) / 2;
  }
}
