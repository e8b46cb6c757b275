package com.acme.bench;

import org.HdrHistogram.Histogram;

/** The distribution of some latencies in milliseconds; all 0 if there are none. */
record LatencyReport(
    long count,
    double min,
    double mean,
    double p50,
    double p90,
    double p95,
    double p99,
    double p999,
    double max) {

  /**
   * @param nanos a histogram of nanoseconds
   */
  static LatencyReport of(Histogram nanos) {
    if (nanos.getTotalCount() == 0) {
      return new LatencyReport(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
    return new LatencyReport(
        nanos.getTotalCount(),
        nanos.getMinValue() / 1e6,
        nanos.getMean() / 1e6,
        percentile(nanos, 50),
        percentile(nanos, 90),
        percentile(nanos, 95),
        percentile(nanos, 99),
        percentile(nanos, 99.9),
        nanos.getMaxValue() / 1e6);
  }

  private static double percentile(Histogram nanos, double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e6;
  }
}
