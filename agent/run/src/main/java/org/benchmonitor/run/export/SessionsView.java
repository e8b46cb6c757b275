package org.benchmonitor.run.export;

import java.util.List;
import org.benchmonitor.run.model.OtherJvm;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.Snapshot;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/sessions}. */
public final class SessionsView {
  private SessionsView() {}

  /**
   * The runs of this JVM, and the other JVMs.
   *
   * @param newestFirst the last snapshot of each run, the current run's first
   */
  public static ObjectNode of(List<Snapshot> newestFirst, List<OtherJvm> others) {
    ObjectNode node = Json.object();
    ArrayNode sessions = node.putArray("sessions");
    for (Snapshot last : newestFirst) {
      sessions.add(session(last, sessions.isEmpty()));
    }
    ArrayNode list = node.putArray("others");
    for (OtherJvm other : others) {
      list.add(
          Json.object()
              .put("pid", other.pid())
              .put("url", other.url())
              .put("main_class", other.mainClass())
              .put("session_id", other.sessionId()));
    }
    return node;
  }

  private static ObjectNode session(Snapshot last, boolean current) {
    RunState session = last.run();
    return Json.object()
        .put("session_id", session.id())
        .put("status", session.status().text())
        .put("start_time", Json.time(session.start()))
        .put("end_time", Json.time(session.end()))
        .put("elapsed_seconds", Json.seconds(session.elapsed().toNanos()))
        .put("operations", last.lateTotals().count())
        .put("errors", last.lateTotals().errors())
        .put("current", current);
  }
}
