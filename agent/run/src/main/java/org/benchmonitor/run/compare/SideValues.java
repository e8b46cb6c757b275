package org.benchmonitor.run.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * One metric of the runs of a side; each value is a piece of evidence.
 *
 * @param worseness of each run, or of several that count as one
 * @param within the mean of the variances inside the runs
 */
record SideValues(List<Double> worseness, double within) {
  static final SideValues NONE = new SideValues(List.of(), 0);

  /** Those of runs in groups that each count as one value. */
  static SideValues of(List<List<Sample>> groups) {
    List<Double> worseness = new ArrayList<>();
    double within = 0;
    int runs = 0;
    for (List<Sample> group : groups) {
      double sum = 0;
      for (Sample one : group) {
        sum += one.worseness();
        within += one.within();
        runs++;
      }
      worseness.add(sum / group.size());
    }
    return new SideValues(List.copyOf(worseness), runs == 0 ? 0 : within / runs);
  }

  int count() {
    return worseness.size();
  }

  /** How many of them are free to differ. */
  int degrees() {
    return Math.max(0, count() - 1);
  }

  double mean() {
    return worseness.stream().mapToDouble(one -> one).average().orElse(0);
  }

  /** The sum of the squared distances from the mean. */
  double squares() {
    double mean = mean();
    return worseness.stream().mapToDouble(one -> (one - mean) * (one - mean)).sum();
  }
}
