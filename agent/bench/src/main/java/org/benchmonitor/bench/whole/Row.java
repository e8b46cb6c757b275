package org.benchmonitor.bench.whole;

import java.util.OptionalDouble;

/**
 * One measured value.
 *
 * @param low the lowest of its samples, or what {@code note} says
 * @param high the highest of its samples, or what {@code note} says
 * @param budget the most that is allowed; empty where the value is only reported
 */
record Row(
    String name,
    double value,
    String unit,
    double low,
    double high,
    OptionalDouble budget,
    int samples,
    String note) {

  static Row of(String name, Samples samples, String unit) {
    return new Row(
        name,
        samples.median(),
        unit,
        samples.lowest(),
        samples.highest(),
        OptionalDouble.empty(),
        samples.size(),
        "");
  }

  /** The 99th percentile of times in milliseconds; its spread is the median and the maximum. */
  static Row p99(String name, Samples millis) {
    return new Row(
        name,
        millis.percentile(99),
        "ms p99",
        millis.median(),
        millis.highest(),
        OptionalDouble.empty(),
        millis.size(),
        "low and high are the median and the maximum");
  }

  static Row single(String name, double value, String unit) {
    return new Row(name, value, unit, value, value, OptionalDouble.empty(), 1, "");
  }

  Row atMost(double most) {
    return new Row(name, value, unit, low, high, OptionalDouble.of(most), samples, note);
  }

  Row noted(String text) {
    return new Row(name, value, unit, low, high, budget, samples, text);
  }

  boolean holds() {
    return budget.isEmpty() || value <= budget.getAsDouble();
  }
}
