package org.benchmonitor.server.api;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.benchmonitor.run.export.HostFacts;
import org.benchmonitor.run.export.InstrumentationView;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.export.SessionsView;
import org.benchmonitor.run.export.StatusView;
import org.benchmonitor.run.export.TimelineView;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.OtherJvm;
import org.benchmonitor.run.model.RunControl;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.timeline.RetainedRuns;
import org.benchmonitor.run.timeline.RunTimeline;
import org.benchmonitor.run.timeline.Selection;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.setup.log.AgentLog;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the documents are made from.
 *
 * @param others the other monitored JVMs of this machine; asked on the server's threads
 * @param digits significant digits of the histograms
 * @param control what the run is told by
 */
public record ApiContext(
    RetainedRuns sessions,
    Supplier<List<OtherJvm>> others,
    AgentLog log,
    HostFacts host,
    Supplier<InstrumentationReport> instrumentation,
    Supplier<ServerState> server,
    int digits,
    RunControl control,
    Attachment attachment) {
  private static final int MOST_POINTS = 3_600;
  private static final int RECENT_POINTS = 300;

  /** The latest snapshot of the current run, or null before the first. */
  public @Nullable Snapshot latest() {
    return sessions.current().map(RunTimeline::latest).orElse(null);
  }

  /**
   * The run that a request is about.
   *
   * @param sessionId its identifier, or null for the current one
   * @throws HttpError if there is none yet, or no such one
   */
  RunTimeline store(@Nullable String sessionId) {
    if (sessionId == null) {
      return sessions
          .current()
          .orElseThrow(
              () ->
                  new HttpError(
                      503, "starting", "nothing has been measured yet", "ask again in a second"));
    }
    return sessions
        .find(sessionId)
        .orElseThrow(
            () ->
                new HttpError(
                    404,
                    "no_such_session",
                    "session is '" + sessionId + "', there are " + ids(),
                    "GET /api/sessions; the last " + RetainedRuns.MOST + " runs are kept"));
  }

  private List<String> ids() {
    return sessions.newestFirst().stream().map(one -> one.run().id()).toList();
  }

  /** The runs of this JVM and the other JVMs. */
  ObjectNode sessionsView() {
    return SessionsView.of(sessions.newestFirst(), others.get());
  }

  /** The status of a snapshot. */
  public ObjectNode status(Snapshot snapshot) {
    return StatusView.of(snapshot, host, server.get());
  }

  /** What the patterns have matched. */
  public ObjectNode instrumentationView() {
    return InstrumentationView.of(instrumentation.get());
  }

  /**
   * All intervals at the sampler's own length, at most an hour of seconds.
   *
   * @param intervals of the run of the snapshot, up to it
   */
  public ObjectNode wholeTimeline(Snapshot snapshot, List<Interval> intervals) {
    return timeline(snapshot, intervals, MOST_POINTS);
  }

  /**
   * The newest points, for a page that has just been opened: an hour is three megabytes, which
   * nobody should wait for. The page fetches what lies before.
   */
  ObjectNode recentTimeline(Snapshot snapshot) {
    return timeline(snapshot, intervals(snapshot), RECENT_POINTS);
  }

  /** The retained intervals of the snapshot's run, up to it. */
  public List<Interval> intervals(Snapshot snapshot) {
    Selection all = new Selection(null, null, true, snapshot.sequence());
    return sessions
        .find(snapshot.run().id())
        .map(store -> store.select(all))
        .orElse(List.of(snapshot.interval()));
  }

  private ObjectNode timeline(Snapshot snapshot, List<Interval> points, int most) {
    int from = Math.max(0, points.size() - most);
    return TimelineView.of(
        snapshot.sequence(),
        new TimelineView.Asked(Duration.ofDays(1), null, host.interval(), null),
        points.subList(from, points.size()),
        snapshot.errors().names());
  }
}
