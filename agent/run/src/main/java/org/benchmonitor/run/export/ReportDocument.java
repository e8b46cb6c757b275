package org.benchmonitor.run.export;

import org.benchmonitor.run.model.Snapshot;
import tools.jackson.databind.node.ObjectNode;

/** The one document that is written at the end of a run: each part as its endpoint gives it. */
public final class ReportDocument {
  private ReportDocument() {}

  /** The whole of it, with all workers and all retained errors. */
  public static ObjectNode of(
      Snapshot snapshot, ObjectNode status, ObjectNode timeline, ObjectNode instrumentation) {
    ObjectNode node = Json.object();
    node.set("status", status);
    node.set("metrics", MetricsView.of(snapshot));
    node.set("workers", WorkersView.of(snapshot, WorkersQuery.first(Integer.MAX_VALUE)));
    node.set("errors", ErrorsView.of(snapshot, Integer.MAX_VALUE));
    node.set("timeline", timeline);
    node.set("system", SystemView.of(snapshot));
    node.set("instrumentation", instrumentation);
    return node;
  }
}
