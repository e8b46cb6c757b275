package org.benchmonitor.run.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.benchmonitor.run.merge.HeatColumns;
import org.benchmonitor.run.merge.Merger;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.HeatColumn;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.thread.Resting;
import org.benchmonitor.run.threshold.Judgement;
import org.benchmonitor.run.threshold.RunJudge;
import org.benchmonitor.run.threshold.Threshold;
import org.jspecify.annotations.Nullable;

/**
 * One run as every endpoint, format and command reads it. Any number of threads at once.
 *
 * <p>An implementation provides the header, the instrumentation, the latest snapshot and the
 * intervals. The defaults merge everything else from these. An implementation that caches merged
 * figures may answer faster, with the same result.
 *
 * <p>A run may go on while it is read. An answer takes one snapshot from {@link #latest} and
 * selects the intervals up to its sequence number.
 */
public interface RunView {
  /** What is known of the run from its start on. */
  RunHeader header();

  /** The host of the run. */
  default HostFacts host() {
    return header().host();
  }

  /** The significant digits of all histograms of the run. */
  default int digits() {
    return header().digits();
  }

  /** What the operation patterns have matched. */
  InstrumentationReport instrumentation();

  /** The latest snapshot; every run has one. */
  Snapshot latest();

  /** All retained intervals, oldest first; older ones may be merged. */
  List<Interval> intervals();

  /** The newest interval that was merged of several, null if all are as they were cut. */
  default @Nullable Interval newestMerged() {
    List<Interval> all = intervals();
    for (int i = all.size() - 1; i > 0; i--) {
      if (all.get(i).sequence() - all.get(i - 1).sequence() > 1) {
        return all.get(i);
      }
    }
    // Nothing tells the number of what was before the first one; it is long if it was merged.
    boolean isLong = !all.isEmpty() && all.get(0).nanos() > 2 * host().interval().toNanos();
    return isLong && all.get(0).sequence() > 1 ? all.get(0) : null;
  }

  /**
   * The entries of the agent's log that belong to the run: those that came after the run before it,
   * up to its end.
   */
  default List<LogEntry> log() {
    return List.of();
  }

  /**
   * Where the thresholds of the run stand. A run that goes on knows; of any other it is found out
   * from its intervals.
   */
  default Judgement judgement() {
    List<Threshold> thresholds = Threshold.known(header().thresholds());
    return thresholds.isEmpty()
        ? Judgement.NONE
        : RunJudge.of(thresholds, digits(), intervals(), latest());
  }

  /** The run's identifier. */
  default String id() {
    return latest().run().id();
  }

  /** The selected intervals, oldest first. */
  default List<Interval> select(Selection selection) {
    return intervals().stream().filter(selection::holds).toList();
  }

  /** Selects a window of time that ends with the last interval. */
  default Selection window(Duration window, long upTo) {
    Selection all = Selection.upTo(upTo);
    List<Interval> known = select(all);
    return known.isEmpty()
        ? all
        : new Selection(known.get(known.size() - 1).end().minus(window), null, true, upTo);
  }

  /**
   * Merges the selected intervals, with their histograms.
   *
   * @param operation the only operation to merge, or null for all
   */
  default Range range(Selection selection, @Nullable String operation) {
    return range(select(selection), operation, Resting.NEVER);
  }

  /**
   * Merges intervals, with their histograms.
   *
   * @param intervals in order
   * @param operation the only operation to merge, or null for all
   * @param resting called after each histogram, or so
   */
  default Range range(List<Interval> intervals, @Nullable String operation, Resting resting) {
    return Range.of(
        intervals,
        chosen ->
            new Merging(digits()).merger(resting).merge(Merging.figures(chosen), operation, true),
        resting);
  }

  /**
   * Merges intervals into points of about a length, each of whole intervals.
   *
   * <p>A point never crosses a change of status. A point of one interval is that interval; a merged
   * one has no histograms, only what is read from them.
   *
   * @param intervals in order
   * @param operation the only operation with figures in merged points, or null for all
   * @param resting called after each histogram, or so
   */
  default List<Interval> timeline(
      List<Interval> intervals, Duration pointLength, @Nullable String operation, Resting resting) {
    Merger merger = new Merging(digits()).merger(resting);
    return Merging.stretches(intervals, pointLength, host().interval()).stream()
        .map(stretch -> merger.point(stretch, operation))
        .toList();
  }

  /**
   * Counts the successful calls of intervals by time and band.
   *
   * @param intervals in order
   * @param operation the only operation to count, or null for all
   * @param most columns; whole intervals are summed to get no more
   * @param resting called after each operation of each interval
   */
  default List<HeatColumn> heat(
      List<Interval> intervals, @Nullable String operation, int most, Resting resting) {
    return HeatColumns.of(intervals, operation, most, host().interval(), resting);
  }

  /**
   * The notes about a stretch of the run, by their time, whenever they were written.
   *
   * @param intervals of the stretch, in order
   * @param upTo the last sequence number, which is that of the answer's snapshot
   */
  default List<Mark> notes(List<Interval> intervals, long upTo) {
    if (intervals.isEmpty()) {
      return List.of();
    }
    Instant from = intervals.get(0).start();
    Instant to = intervals.get(intervals.size() - 1).end();
    List<Mark> notes = new ArrayList<>();
    for (Interval interval : select(Selection.upTo(upTo))) {
      for (Mark mark : interval.marks()) {
        boolean isInside = !mark.at().isBefore(from) && !mark.at().isAfter(to);
        if (mark.kind() == Mark.Kind.NOTE && isInside) {
          notes.add(mark);
        }
      }
    }
    notes.sort(Comparator.comparing(Mark::at));
    return notes;
  }

  /** The totals of a snapshot of this run, with or without its warm-up. */
  default Figures totals(Snapshot snapshot, boolean withWarmup) {
    return withWarmup && snapshot.lateWarmupTotals().count() > 0
        ? new Merging(digits())
            .mergeFigures(List.of(snapshot.warmupTotals(), snapshot.totals()), null)
        : snapshot.totals();
  }
}
