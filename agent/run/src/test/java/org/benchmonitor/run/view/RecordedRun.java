package org.benchmonitor.run.view;

import java.util.List;
import java.util.Optional;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.Snapshot;

/**
 * A run that is not live: its snapshots, as a file could hold them; and, alone, a source of runs.
 *
 * @param snapshots in order, one or more
 */
public record RecordedRun(
    HostFacts host, int digits, InstrumentationReport instrumentation, List<Snapshot> snapshots)
    implements RunView {
  @Override
  public RunHeader header() {
    return RunHeader.of(host, digits).ofSession(id());
  }

  @Override
  public Snapshot latest() {
    return snapshots.get(snapshots.size() - 1);
  }

  @Override
  public List<Interval> intervals() {
    return snapshots.stream().map(Snapshot::interval).toList();
  }

  /** A source with this run alone. */
  public Runs alone() {
    return new Runs() {
      @Override
      public Optional<RunView> current() {
        return Optional.of(RecordedRun.this);
      }

      @Override
      public Optional<RunView> find(String id) {
        return current().filter(run -> run.id().equals(id));
      }

      @Override
      public List<RunView> newestFirst() {
        return List.of(RecordedRun.this);
      }

      @Override
      public int most() {
        return 1;
      }
    };
  }
}
