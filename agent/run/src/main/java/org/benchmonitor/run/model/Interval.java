package org.benchmonitor.run.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one interval keeps for the timeline.
 *
 * @param sequence of the snapshot that it belongs to
 * @param status in which the whole interval ran
 * @param warmup whether it is left out of the run's totals, paused or not
 * @param lateFigures of the calls that completed in it; their length is zero while the run is
 *     paused. An interval that was read from a file makes them when somebody asks
 * @param errors by type, counted in it
 * @param activeWorkers at its end; of merged intervals, the mean of these, weighted by length
 * @param inFlight calls under way at its end; of merged intervals, the most of these
 * @param system over it and at its end
 * @param marks what happened in it
 */
public record Interval(
    long sequence,
    Instant start,
    Instant end,
    RunStatus status,
    boolean warmup,
    LateFigures lateFigures,
    ErrorCounts errors,
    double activeWorkers,
    long inFlight,
    SystemFigures system,
    List<Mark> marks) {
  /** The figures of the calls that completed in it. */
  public Figures figures() {
    return lateFigures.get();
  }

  /** Whether it is a part of what is measured: no warm-up, no pause, not before the first call. */
  public boolean isMeasured() {
    return status != RunStatus.PAUSED && status != RunStatus.STARTING && !warmup && nanos() > 0;
  }

  /** Its length by the clock, pauses included. */
  public long nanos() {
    return Duration.between(start, end).toNanos();
  }
}
