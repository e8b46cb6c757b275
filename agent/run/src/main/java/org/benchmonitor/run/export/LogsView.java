package org.benchmonitor.run.export;

import java.util.List;
import org.benchmonitor.run.model.LogEntry;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/logs}. */
public final class LogsView {
  private LogsView() {}

  /** The entries, in the given order. */
  public static ObjectNode of(List<LogEntry> entries) {
    ObjectNode node = Json.object();
    ArrayNode logs = node.putArray("logs");
    for (LogEntry entry : entries) {
      ObjectNode one =
          Json.object()
              .put("timestamp", Json.time(entry.timestamp()))
              .put("level", entry.level().text())
              .put("message", entry.message());
      ObjectNode context = one.putObject("context");
      entry.context().forEach((key, value) -> put(context, key, value));
      logs.add(one);
    }
    return node;
  }

  private static void put(ObjectNode context, String key, Object value) {
    if (value instanceof Boolean flag) {
      context.put(key, flag);
    } else if (value instanceof Integer || value instanceof Long) {
      context.put(key, ((Number) value).longValue());
    } else {
      context.put(key, String.valueOf(value));
    }
  }
}
