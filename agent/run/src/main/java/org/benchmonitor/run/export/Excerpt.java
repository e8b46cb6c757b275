package org.benchmonitor.run.export;

import java.util.List;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Selection;
import org.jspecify.annotations.Nullable;

/**
 * The part of a run to export.
 *
 * @param snapshot of the run; the selection ends with it
 * @param server the server's part of the status
 * @param operation the only operation to export, or null for all
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
