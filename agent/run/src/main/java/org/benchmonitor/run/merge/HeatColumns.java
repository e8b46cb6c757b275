package org.benchmonitor.run.merge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.histogram.LatencyBands;
import org.benchmonitor.run.model.BandCounts;
import org.benchmonitor.run.model.HeatColumn;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.thread.Resting;
import org.jspecify.annotations.Nullable;

/** Sums intervals to the columns of a heat map; stateless. */
public final class HeatColumns {
  private HeatColumns() {}

  /**
   * Returns at most {@code most} columns, one for each interval if possible, else of equal length.
   *
   * @param intervals in order; none is left out
   * @param most columns
   * @param nominal the usual length of one interval; equal lengths are multiples of it
   * @param resting called after each operation of each interval
   */
  public static List<HeatColumn> of(
      List<Interval> intervals,
      @Nullable String operation,
      int most,
      Duration nominal,
      Resting resting) {
    List<HeatColumn> columns = new ArrayList<>();
    if (intervals.isEmpty()) {
      return columns;
    }
    Instant first = intervals.get(0).start();
    boolean asTheyAre = intervals.size() <= most;
    long slotNanos = slotNanos(intervals, most, nominal);
    List<Interval> open = new ArrayList<>();
    long openSlot = 0;
    for (Interval interval : intervals) {
      long slot = Duration.between(first, interval.start()).toNanos() / slotNanos;
      if (!open.isEmpty() && (asTheyAre || slot != openSlot)) {
        columns.add(column(open, operation, resting));
        open.clear();
      }
      openSlot = slot;
      open.add(interval);
    }
    columns.add(column(open, operation, resting));
    return columns;
  }

  private static long slotNanos(List<Interval> intervals, int most, Duration nominal) {
    Instant end = intervals.get(intervals.size() - 1).end();
    long span = Duration.between(intervals.get(0).start(), end).toNanos();
    long unit = Math.max(1, nominal.toNanos());
    long units = (span + unit * most - 1) / (unit * most);
    return Math.max(1, units) * unit;
  }

  private static HeatColumn column(
      List<Interval> intervals, @Nullable String operation, Resting resting) {
    long length = 0;
    long[] counts = new long[LatencyBands.COUNT];
    for (Interval interval : intervals) {
      length += interval.nanos();
      for (OperationFigures one : interval.figures().operations()) {
        if (operation == null || operation.equals(one.name())) {
          one.successes().bands().addTo(counts);
        }
        // The totals of a whole run encode an operation when they are asked for it.
        resting.restIfDue();
      }
      resting.restIfDue();
    }
    return new HeatColumn(intervals.get(0).start(), length, BandCounts.of(counts));
  }
}
