package org.benchmonitor.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All forks of one tool, one kind of work and one number of threads. */
final class Forks {
  private final Tool tool;
  private final Work work;
  private final int threads;
  private final List<Double> nanos = new ArrayList<>();
  private final List<Double> bytes = new ArrayList<>();

  Forks(Tool tool, Work work, int threads) {
    this.tool = tool;
    this.work = work;
    this.threads = threads;
  }

  Tool tool() {
    return tool;
  }

  Work work() {
    return work;
  }

  int threads() {
    return threads;
  }

  /** What the budgets compare is measured in all rounds, the rest in the first ones. */
  int mostRounds() {
    if (work.isOfBudget() && tool.isOfBudget()) {
      return Integer.MAX_VALUE;
    }
    return 1;
  }

  void add(double nanosPerCall, double bytesPerCall) {
    nanos.add(nanosPerCall);
    bytes.add(bytesPerCall);
  }

  List<Double> nanos() {
    return nanos;
  }

  double medianNanos() {
    return median(nanos);
  }

  double medianBytes() {
    return median(bytes);
  }

  static double median(List<Double> values) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = values.stream().sorted(Comparator.naturalOrder()).toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
