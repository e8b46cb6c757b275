package org.benchmonitor.run.export;

import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.view.Range;
import org.benchmonitor.run.view.RunView;
import tools.jackson.databind.node.ObjectNode;

/** Writes a range as the endpoints of these names return it. */
final class JsonFormat implements Format {
  @Override
  public String name() {
    return "json";
  }

  @Override
  public String mediaType() {
    return "application/json";
  }

  @Override
  public String description() {
    return "figures, timeline, errors and status";
  }

  @Override
  public byte[] write(Excerpt excerpt) {
    return Json.pretty(document(excerpt));
  }

  private static ObjectNode document(Excerpt excerpt) {
    RunView run = excerpt.run();
    Snapshot snapshot = excerpt.snapshot();
    String operation = excerpt.operation();
    Range range = run.range(excerpt.selection(), operation);
    TimelineView.Asked asked =
        new TimelineView.Asked(null, MetricsView.range(range), run.host().interval(), operation);
    return document(
        StatusView.of(snapshot, run.host(), excerpt.server()),
        MetricsView.ofRange(snapshot, range),
        TimelineView.of(snapshot, asked, excerpt.intervals(), run.newestMerged(), true),
        ErrorsView.ofRange(snapshot, range, operation));
  }

  static ObjectNode document(
      ObjectNode status, ObjectNode metrics, ObjectNode timeline, ObjectNode errors) {
    ObjectNode node = Json.object();
    node.set("range", metrics.get("range"));
    node.set("operation", timeline.get("operation"));
    node.set("status", status);
    node.set("metrics", metrics);
    node.set("timeline", timeline);
    node.set("errors", errors);
    return node;
  }
}
