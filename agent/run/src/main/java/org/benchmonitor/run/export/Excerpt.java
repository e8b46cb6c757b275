package org.benchmonitor.run.export;

import java.util.List;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.view.RunView;
import org.jspecify.annotations.Nullable;

/**
 * The part of a run to export.
 *
 * @param snapshot of the run; the intervals end with it
 * @param server the server's part of the status
 * @param intervals in order
 * @param operation the only operation to export, or null for all
 */
public record Excerpt(
    RunView run,
    Snapshot snapshot,
    ServerState server,
    List<Interval> intervals,
    @Nullable String operation) {}
