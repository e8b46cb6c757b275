package org.benchmonitor.server.api;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.benchmonitor.export.HostFacts;
import org.benchmonitor.export.InstrumentationView;
import org.benchmonitor.export.ServerState;
import org.benchmonitor.export.StatusView;
import org.benchmonitor.export.TimelineView;
import org.benchmonitor.log.AgentLog;
import org.benchmonitor.model.InstrumentationReport;
import org.benchmonitor.model.Interval;
import org.benchmonitor.model.Snapshot;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.store.RunStore;
import org.benchmonitor.store.Selection;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the documents are made from.
 *
 * @param digits significant digits of the histograms
 */
public record ApiContext(
    RunStore store,
    AgentLog log,
    HostFacts host,
    Supplier<InstrumentationReport> instrumentation,
    Supplier<ServerState> server,
    Attachment attachment,
    int digits) {
  private static final int MOST_POINTS = 3_600;
  private static final int RECENT_POINTS = 300;

  /**
   * The latest snapshot.
   *
   * @throws HttpError if there is none yet
   */
  Snapshot snapshot() {
    Snapshot latest = store.latest();
    if (latest == null) {
      throw new HttpError(
          503, "starting", "nothing has been measured yet", "ask again in a second");
    }
    return latest;
  }

  /** The status of a snapshot. */
  public ObjectNode status(Snapshot snapshot) {
    return StatusView.of(snapshot, host, server.get());
  }

  /** What the patterns have matched. */
  public ObjectNode instrumentationView() {
    return InstrumentationView.of(instrumentation.get());
  }

  /** The whole retained run at the sampler's own interval, at most an hour of seconds. */
  public ObjectNode wholeTimeline(Snapshot snapshot) {
    return timeline(snapshot, MOST_POINTS);
  }

  /**
   * The newest points, for a page that has just been opened: an hour is three megabytes, which
   * nobody should wait for. The page fetches what lies before.
   */
  ObjectNode recentTimeline(Snapshot snapshot) {
    return timeline(snapshot, RECENT_POINTS);
  }

  private ObjectNode timeline(Snapshot snapshot, int most) {
    List<Interval> points = store.select(new Selection(null, null, true, snapshot.sequence()));
    int from = Math.max(0, points.size() - most);
    return TimelineView.of(
        snapshot.sequence(),
        new TimelineView.Asked(Duration.ofDays(1), null, host.interval(), null),
        points.subList(from, points.size()));
  }
}
