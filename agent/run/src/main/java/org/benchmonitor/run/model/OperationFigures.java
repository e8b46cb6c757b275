package org.benchmonitor.run.model;

import org.jspecify.annotations.Nullable;

/**
 * One operation over a stretch of time: successful and failed calls apart.
 *
 * @param name the operation's name
 * @param latency of successful calls
 * @param errorLatency of failed calls
 * @param successes the histogram of successful calls
 * @param failures the histogram of failed calls
 * @param corrected the successful calls by the rule of the operation, or null if it has none
 */
public record OperationFigures(
    String name,
    Latency latency,
    Latency errorLatency,
    EncodedHistogram successes,
    EncodedHistogram failures,
    @Nullable Corrected corrected) {
  /** An operation without a rule that corrects its latencies. */
  public OperationFigures(
      String name,
      Latency latency,
      Latency errorLatency,
      EncodedHistogram successes,
      EncodedHistogram failures) {
    this(name, latency, errorLatency, successes, failures, null);
  }

  /** The figures of an operation without any call. */
  public static OperationFigures none(String name) {
    return new OperationFigures(
        name, Latency.EMPTY, Latency.EMPTY, EncodedHistogram.EMPTY, EncodedHistogram.EMPTY);
  }

  /** Those of one operation among all, without any call if it is not there. */
  public static OperationFigures in(Figures figures, String name) {
    return figures.operations().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElse(none(name));
  }

  /** All calls, failed ones included. */
  public long count() {
    return latency.count() + errorLatency.count();
  }

  public long errors() {
    return errorLatency.count();
  }
}
