package org.benchmonitor.export;

import org.benchmonitor.model.ErrorEvent;
import org.benchmonitor.model.Errors;
import org.benchmonitor.model.Snapshot;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/errors}. */
public final class ErrorsView {
  private ErrorsView() {}

  /** The errors by type and so many of the recent ones. */
  public static ObjectNode of(Snapshot snapshot, int limit) {
    Errors errors = snapshot.errors();
    ObjectNode node = Json.object();
    node.put("total_errors", errors.total());
    node.put("sequence", snapshot.sequence());
    ArrayNode byType = node.putArray("by_type");
    long typed = errors.byType().stream().mapToLong(Errors.Type::count).sum();
    for (Errors.Type type : errors.byType()) {
      byType.add(type(type, typed));
    }
    ArrayNode recent = node.putArray("recent_errors");
    errors.recent().stream().limit(limit).forEach(event -> recent.add(event(event)));
    node.put("not_sampled", errors.notSampled());
    return node;
  }

  private static ObjectNode type(Errors.Type type, long total) {
    ObjectNode node = Json.object();
    node.put("type", type.type());
    node.put("count", type.count());
    node.put("percentage", Json.number(100.0 * type.count() / total));
    node.put("sample_message", type.sampleMessage());
    node.put("first_seen", Json.time(type.firstSeen()));
    node.put("last_seen", Json.time(type.lastSeen()));
    ObjectNode operations = node.putObject("operations");
    type.operations().forEach((name, count) -> operations.put(name, count));
    return node;
  }

  static ObjectNode event(ErrorEvent event) {
    ObjectNode node = Json.object();
    node.put("timestamp", Json.time(event.at()));
    node.put("type", event.type());
    node.put("message", event.message());
    node.put("operation", event.operation());
    node.put("worker_id", event.workerId());
    node.put("thread_name", event.threadName());
    return node;
  }
}
