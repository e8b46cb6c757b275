package org.benchmonitor.run.frame;

import org.benchmonitor.run.model.Latency;
import org.benchmonitor.run.model.Snapshot;

/**
 * The frame that ends a file: the calls of the run as the run itself counted them, by outcome.
 *
 * @param p50Nanos of the successful calls, as the two that follow; -1 if it was not written
 */
record Footer(
    long successes,
    long failures,
    long warmupSuccesses,
    long warmupFailures,
    long p50Nanos,
    long p99Nanos,
    long maxNanos) {
  private static final long UNKNOWN = -1;

  static void write(Snapshot last, FrameBuffer out) {
    long failures = last.lateTotals().errors();
    long warmupFailures = last.lateWarmupTotals().errors();
    Latency latency = last.totals().latency();
    out.begin(FrameType.FOOTER)
        .unsigned(Codes.of(last.run().status()))
        .count(last.lateTotals().count() - failures)
        .count(failures)
        .count(last.lateWarmupTotals().count() - warmupFailures)
        .count(warmupFailures)
        .count(latency.p50Nanos())
        .count(latency.p99Nanos())
        .count(latency.maxNanos())
        .end();
  }

  static Footer read(FrameInput in) throws BadFrame {
    in.small(); // the status, which the state of the run has too
    long successes = in.count();
    long failures = in.count();
    long warmupSuccesses = in.count();
    long warmupFailures = in.count();
    boolean more = in.hasMore();
    return new Footer(
        successes,
        failures,
        warmupSuccesses,
        warmupFailures,
        more ? in.nanos() : UNKNOWN,
        more ? in.nanos() : UNKNOWN,
        more ? in.nanos() : UNKNOWN);
  }

  boolean hasLatency() {
    return maxNanos != UNKNOWN;
  }

  /** The calls that did not fail, with those of the warm-up. */
  long allSuccesses() {
    return successes + warmupSuccesses;
  }

  /** The calls that failed, with those of the warm-up. */
  long allFailures() {
    return failures + warmupFailures;
  }
}
