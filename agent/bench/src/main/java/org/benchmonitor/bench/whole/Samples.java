package org.benchmonitor.bench.whole;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measured values of the same thing; at least one before anything is asked. */
final class Samples {
  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  int size() {
    return values.size();
  }

  double median() {
    List<Double> sorted = sorted();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The smallest value that is not below so many percent of all values. */
  double percentile(double percent) {
    List<Double> sorted = sorted();
    int rank = (int) Math.ceil(percent / 100 * sorted.size());
    return sorted.get(Math.max(1, rank) - 1);
  }

  double lowest() {
    return Collections.min(values);
  }

  double highest() {
    return Collections.max(values);
  }

  private List<Double> sorted() {
    if (values.isEmpty()) {
      throw new IllegalStateException("nothing has been measured");
    }
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted;
  }
}
