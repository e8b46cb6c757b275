package org.benchmonitor.run.view;

import java.time.Duration;
import java.util.List;
import org.benchmonitor.run.merge.HeatColumns;
import org.benchmonitor.run.merge.Merger;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.HeatColumn;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * One run as every endpoint, exporter and command reads it. Any thread, several at once.
 *
 * <p>A source of runs gives five things: the host, the digits, the instrumentation, the latest
 * snapshot and the intervals. Everything else is merged from them here, and a source that remembers
 * what it has merged may answer faster, with the same figures.
 *
 * <p>A run may go on while it is read. An answer takes one snapshot from {@link #latest} and
 * selects the intervals up to its sequence.
 */
public interface RunView {
  /** The host of the run. */
  HostFacts host();

  /** The significant digits of all histograms of the run. */
  int digits();

  /** What the operation patterns have matched. */
  InstrumentationReport instrumentation();

  /** The latest snapshot; a run has one from its beginning. */
  Snapshot latest();

  /** All intervals that are still known, oldest first; older ones may be merged. */
  List<Interval> intervals();

  /** The run's identifier. */
  default String id() {
    return latest().run().id();
  }

  /** The intervals that are meant, oldest first. */
  default List<Interval> select(Selection selection) {
    return intervals().stream().filter(selection::holds).toList();
  }

  /** The selection of what lies in a window that ends with the last interval. */
  default Selection window(Duration window, long upTo) {
    Selection all = Selection.upTo(upTo);
    List<Interval> known = select(all);
    return known.isEmpty()
        ? all
        : new Selection(known.get(known.size() - 1).end().minus(window), null, true, upTo);
  }

  /**
   * Merges all intervals that are meant, with their histograms.
   *
   * @param operation only this one, or null for all
   */
  default Range range(Selection selection, @Nullable String operation) {
    return Range.of(
        select(selection),
        chosen -> new Merging(digits()).mergeFigures(Merging.figures(chosen), operation));
  }

  /**
   * The intervals that are meant in points of about a length, each merged from whole intervals.
   *
   * <p>A point never crosses a change of status. A point of one interval is that interval; a merged
   * one comes without its histograms, only with what is read off them.
   *
   * @param operation the only one with figures in merged points, or null for all
   */
  default List<Interval> timeline(
      Selection selection, Duration pointLength, @Nullable String operation) {
    Merger merger = new Merging(digits()).merger();
    return Merging.stretches(select(selection), pointLength, host().interval()).stream()
        .map(stretch -> merger.point(stretch, operation))
        .toList();
  }

  /**
   * The successful calls of intervals by time and band.
   *
   * @param intervals in order
   * @param operation only this one, or null for all
   * @param most columns; whole intervals are summed up to as many
   */
  default List<HeatColumn> heat(List<Interval> intervals, @Nullable String operation, int most) {
    return HeatColumns.of(intervals, operation, most, host().interval());
  }

  /** The totals of a snapshot of this run, with or without its warm-up. */
  default Figures totals(Snapshot snapshot, boolean withWarmup) {
    return withWarmup && snapshot.warmupTotals().count() > 0
        ? new Merging(digits())
            .mergeFigures(List.of(snapshot.warmupTotals(), snapshot.totals()), null)
        : snapshot.totals();
  }
}
