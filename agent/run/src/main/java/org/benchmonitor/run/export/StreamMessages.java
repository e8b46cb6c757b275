package org.benchmonitor.run.export;

import org.benchmonitor.run.model.ErrorEvent;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.threshold.Judgement;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The messages of the stream, each made from a snapshot. Stateless. */
public final class StreamMessages {
  private static final int FIRST = 50;

  // A page that lists workers asks for them; fifty would be half of each message and of its cost.
  private static final int WORKERS_EACH_TICK = 10;

  private StreamMessages() {}

  private static ObjectNode message(String type, Snapshot snapshot) {
    return Json.object()
        .put("type", type)
        .put("sequence", snapshot.sequence())
        .put("timestamp", Json.time(snapshot.interval().end()));
  }

  /** The first message, with everything. */
  public static ObjectNode hello(
      Snapshot snapshot,
      ObjectNode status,
      ObjectNode timeline,
      ObjectNode instrumentation,
      Judgement judgement) {
    ObjectNode node = message("hello", snapshot);
    ObjectNode data = node.putObject("data");
    data.set("status", status);
    data.set("metrics", MetricsView.of(snapshot));
    data.set("workers", workers(snapshot, FIRST));
    data.set("errors", ErrorsView.of(snapshot, FIRST));
    data.set("timeline", timeline);
    data.set("system", SystemView.of(snapshot));
    data.set("instrumentation", instrumentation);
    setAlerts(data, judgement);
    return node;
  }

  /** Where there are no thresholds, no message says so. */
  private static void setAlerts(ObjectNode node, Judgement judgement) {
    if (!judgement.alerts().isEmpty()) {
      node.set("alerts", AlertsView.thresholds(judgement));
    }
  }

  /** The message of one tick. */
  public static ObjectNode metricsUpdate(
      Snapshot snapshot, ObjectNode status, Judgement judgement) {
    ObjectNode node = message("metrics_update", snapshot);
    node.set("data", MetricsView.of(snapshot));
    ObjectNode point =
        TimelineView.point(
            snapshot.interval(), null, snapshot.errors().names(), TimelineView.charted(snapshot));
    point.set("heat", HeatmapView.counts(snapshot.interval().figures()));
    node.set("point", point);
    ArrayNode events = node.putArray("events");
    snapshot.interval().marks().forEach(mark -> events.add(TimelineView.event(mark)));
    node.set("workers", workers(snapshot, WORKERS_EACH_TICK));
    node.set("errors", ErrorsView.of(snapshot, 0));
    node.set("status", status);
    node.set("system", SystemView.of(snapshot));
    setAlerts(node, judgement);
    return node;
  }

  private static ObjectNode workers(Snapshot snapshot, int most) {
    return WorkersView.of(snapshot, WorkersQuery.first(most));
  }

  /** The run's status has changed. */
  public static ObjectNode statusChange(
      Snapshot snapshot, RunStatus from, RunStatus to, ObjectNode status) {
    ObjectNode node = message("status_change", snapshot);
    node.putObject("data").put("from", from.text()).put("to", to.text()).set("status", status);
    return node;
  }

  /** An error; {@code omitted} counts those left out since the last message. */
  public static ObjectNode errorOccurred(Snapshot snapshot, ErrorEvent event, long omitted) {
    ObjectNode node = message("error_occurred", snapshot);
    node.set("data", ErrorsView.event(event, snapshot.errors().names()));
    node.put("omitted", omitted);
    return node;
  }

  /** The run is over. */
  public static ObjectNode benchmarkCompleted(Snapshot snapshot, ObjectNode status) {
    ObjectNode node = message("benchmark_completed", snapshot);
    ObjectNode data = node.putObject("data");
    data.set("status", status);
    data.set("metrics", MetricsView.of(snapshot));
    return node;
  }

  /** The answer to a client's ping. */
  public static ObjectNode pong(Snapshot snapshot) {
    return message("pong", snapshot);
  }
}
