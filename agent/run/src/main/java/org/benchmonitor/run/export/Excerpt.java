package org.benchmonitor.run.export;

import java.util.List;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Selection;
import org.jspecify.annotations.Nullable;

/**
 * The part of a run that is exported.
 *
 * @param snapshot of the run, which the selection goes up to
 * @param server what the status says of whoever exports
 * @param operation the only one exported, or null for all
 */
public record Excerpt(
    RunView run,
    Snapshot snapshot,
    ServerState server,
    Selection selection,
    @Nullable String operation) {
  List<Interval> intervals() {
    return run.select(selection);
  }
}
