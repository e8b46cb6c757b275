package org.benchmonitor.run.model;

/**
 * The immutable record of one interval and of the run up to its end; every view is made from it.
 *
 * @param interval what completed in the interval
 * @param totals of the run without warm-up
 * @param warmupTotals of the warm-up alone
 */
public record Snapshot(
    Interval interval,
    Figures totals,
    Figures warmupTotals,
    Workers workers,
    Errors errors,
    RunState run,
    MonitorCost cost) {
  /** The number of the snapshot, from 1, growing by 1. */
  public long sequence() {
    return interval.sequence();
  }
}
