package org.benchmonitor.run.view;

import java.util.List;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.threshold.Judgement;

/**
 * A run as it was at one of its snapshots, however it goes on. Its instrumentation and its
 * judgement are those of the run at each call.
 *
 * @param run the run that the snapshot belongs to
 * @param intervals those up to the snapshot
 */
public record FixedRun(RunView run, Snapshot latest, List<Interval> intervals) implements RunView {
  /** Fixes a run at one of its snapshots. */
  public static FixedRun of(RunView run, Snapshot snapshot) {
    return new FixedRun(run, snapshot, run.select(Selection.upTo(snapshot.sequence())));
  }

  @Override
  public RunHeader header() {
    return run.header();
  }

  @Override
  public List<LogEntry> log() {
    return run.log();
  }

  @Override
  public Judgement judgement() {
    return run.judgement();
  }

  @Override
  public InstrumentationReport instrumentation() {
    return run.instrumentation();
  }
}
