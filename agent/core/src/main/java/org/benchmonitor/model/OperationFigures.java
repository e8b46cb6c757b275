package org.benchmonitor.model;

/**
 * One operation over a stretch of time: successful and failed calls apart.
 *
 * @param name the operation's name
 * @param latency of successful calls
 * @param errorLatency of failed calls
 * @param successes the histogram of successful calls
 * @param failures the histogram of failed calls
 */
public record OperationFigures(
    String name,
    Latency latency,
    Latency errorLatency,
    EncodedHistogram successes,
    EncodedHistogram failures) {
  /** All calls, failed ones included. */
  public long count() {
    return latency.count() + errorLatency.count();
  }

  public long errors() {
    return errorLatency.count();
  }
}
