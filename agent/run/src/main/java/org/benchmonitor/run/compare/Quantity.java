package org.benchmonitor.run.compare;

import java.util.Arrays;
import java.util.List;

/** What is compared of an operation. */
public enum Quantity {
  THROUGHPUT("throughput", Double.NaN),
  ERRORS("errors", Double.NaN),
  P50("p50", 0.5),
  P90("p90", 0.9),
  P99("p99", 0.99),
  P999("p99.9", 0.999);

  /** Those that have corrected latencies beside the raw ones. */
  static final List<Quantity> QUANTILES = List.of(P50, P90, P99, P999);

  private final String text;
  private final double share;

  Quantity(String text, double share) {
    this.text = text;
    this.share = share;
  }

  /** The name in options and documents. */
  public String text() {
    return text;
  }

  /** Whether it is a value that a share of the calls is at or below. */
  public boolean isQuantile() {
    return !Double.isNaN(share);
  }

  /** The share of a quantile. */
  double share() {
    return share;
  }

  /**
   * What is compared, higher being worse: the logarithm of a latency, minus that of a throughput,
   * the ratio of errors itself.
   *
   * @param value nanoseconds, calls per second, or a ratio
   */
  double worseness(double value) {
    return switch (this) {
      case THROUGHPUT -> -Math.log(value);
      case ERRORS -> value;
      default -> Math.log(value);
    };
  }

  /** The value that has a worseness. */
  double value(double worseness) {
    return switch (this) {
      case THROUGHPUT -> Math.exp(-worseness);
      case ERRORS -> worseness;
      default -> Math.exp(worseness);
    };
  }

  /** The unit of its values in documents: {@code ms}, {@code 1/s} or {@code ratio}. */
  String unit() {
    return switch (this) {
      case THROUGHPUT -> "1/s";
      case ERRORS -> "ratio";
      default -> "ms";
    };
  }

  /** A value in that unit. */
  double inUnit(double value) {
    return isQuantile() ? value / 1e6 : value;
  }

  /** All names. */
  static List<String> texts() {
    return Arrays.stream(values()).map(Quantity::text).toList();
  }
}
