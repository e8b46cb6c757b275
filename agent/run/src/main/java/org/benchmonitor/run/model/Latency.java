package org.benchmonitor.run.model;

/**
 * The figures of one histogram, in nanoseconds; all 0 if {@code count} is 0.
 *
 * <p>Percentiles are the highest value equivalent to the true one within the histogram's precision,
 * never above {@code max}.
 */
public record Latency(
    long count,
    long minNanos,
    long maxNanos,
    double meanNanos,
    double stddevNanos,
    long p50Nanos,
    long p90Nanos,
    long p95Nanos,
    long p99Nanos,
    long p999Nanos,
    long p9999Nanos) {
  /** No value at all. */
  public static final Latency EMPTY = new Latency(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  public boolean isEmpty() {
    return count == 0;
  }
}
