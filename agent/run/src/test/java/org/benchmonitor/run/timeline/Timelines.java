package org.benchmonitor.run.timeline;

import java.time.Duration;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.model.InstrumentationReport;

/** Live runs with seconds as intervals and two digits. */
final class Timelines {
  private Timelines() {}

  /** A run without a snapshot. */
  static RunTimeline empty(Duration retention) {
    return new RunTimeline(
        Shared.of(Snapshots.HOST, () -> InstrumentationReport.EMPTY, 2, retention));
  }
}
