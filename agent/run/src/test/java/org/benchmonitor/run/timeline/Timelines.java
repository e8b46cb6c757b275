package org.benchmonitor.run.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.threshold.Judgement;

/** Live runs with seconds as intervals and two digits. */
final class Timelines {
  private static final long UNBOUNDED = 1L << 40;

  private Timelines() {}

  /** Adds a snapshot to a run that may hold as much as it likes. */
  static void add(RunTimeline run, Snapshot snapshot) {
    run.add(snapshot, UNBOUNDED);
  }

  /** A run without a snapshot. */
  static RunTimeline empty(Duration retention) {
    return new RunTimeline(
        Shared.of(
            RunHeader.of(Snapshots.HOST, 2),
            () -> InstrumentationReport.EMPTY,
            List::of,
            session -> Judgement.NONE,
            retention),
        Instant.MIN);
  }
}
