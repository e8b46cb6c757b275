package org.benchmonitor.run.export;

import tools.jackson.databind.node.ObjectNode;

/** The JSON of {@code GET /api/export}: a range as the endpoints of these names give it. */
public final class ExportDocument {
  private ExportDocument() {}

  /** The whole of it. */
  public static ObjectNode of(
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
