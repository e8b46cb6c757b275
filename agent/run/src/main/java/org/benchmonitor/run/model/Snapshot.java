package org.benchmonitor.run.model;

/**
 * The immutable record of one interval and of the run up to its end; every view is made from it.
 *
 * @param interval what completed in the interval
 * @param lateTotals of the run without warm-up
 * @param lateWarmupTotals of the warm-up alone
 */
public record Snapshot(
    Interval interval,
    LateFigures lateTotals,
    LateFigures lateWarmupTotals,
    Workers workers,
    Errors errors,
    RunState run,
    MonitorCost cost) {
  /** The figures of the run without warm-up. */
  public Figures totals() {
    return lateTotals.get();
  }

  /** The figures of the warm-up alone. */
  public Figures warmupTotals() {
    return lateWarmupTotals.get();
  }

  /** Whether no operation of the run has ended or is under way. */
  public boolean isEmpty() {
    return lateTotals.count() + lateWarmupTotals.count() + workers.inFlight() == 0;
  }

  /** The number of the snapshot, from 1, growing by 1. */
  public long sequence() {
    return interval.sequence();
  }
}
