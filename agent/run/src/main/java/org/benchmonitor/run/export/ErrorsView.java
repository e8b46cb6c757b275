package org.benchmonitor.run.export;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.ErrorEvent;
import org.benchmonitor.run.model.ErrorNames;
import org.benchmonitor.run.model.Errors;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.view.Range;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/errors}. */
public final class ErrorsView {
  private ErrorsView() {}

  /** The errors by type and at most {@code limit} of the recent ones. */
  public static ObjectNode of(Snapshot snapshot, int limit) {
    return of(snapshot, limit, null, null);
  }

  /**
   * The same, filtered.
   *
   * @param type the only type among the recent errors, or null for all
   * @param operation the only operation counted and listed, or null for all
   */
  public static ObjectNode of(
      Snapshot snapshot, int limit, @Nullable String type, @Nullable String operation) {
    Errors errors = snapshot.errors();
    ObjectNode node = Json.object();
    node.put("total_errors", errors.total());
    node.put("sequence", snapshot.sequence());
    ArrayNode byType = node.putArray("by_type");
    long typed = errors.byType().stream().mapToLong(one -> count(one, operation)).sum();
    for (Errors.Type one : errors.byType()) {
      if (count(one, operation) > 0) {
        byType.add(type(one, count(one, operation), typed, errors.names()));
      }
    }
    putRecent(
        node,
        errors,
        limit,
        event ->
            (type == null
                    || type.equals(event.type())
                    || type.equals(errors.names().shown(event.type())))
                && (operation == null || operation.equals(event.operation())));
    return node;
  }

  /** The errors of a range of time; types are known only for all operations together. */
  public static ObjectNode ofRange(Snapshot snapshot, Range range, @Nullable String operation) {
    Instant from = range.from();
    Instant to = range.to();
    ObjectNode node = Json.object();
    node.put("total_errors", range.figures().errors());
    node.put("sequence", snapshot.sequence());
    node.set(
        "by_type", operation == null ? byType(range.errors(), snapshot.errors().names()) : null);
    putRecent(
        node,
        snapshot.errors(),
        Integer.MAX_VALUE,
        event ->
            from != null
                && !event.at().isBefore(from)
                && (to == null || !event.at().isAfter(to))
                && (operation == null || operation.equals(event.operation())));
    return node;
  }

  private static ArrayNode byType(ErrorCounts counts, ErrorNames names) {
    ArrayNode byType = Json.array();
    long typed = counts.types().stream().mapToLong(ErrorCounts.Count::count).sum();
    for (ErrorCounts.Count one : counts.types()) {
      byType
          .addObject()
          .put("type", names.shown(one.type()))
          .put("count", one.count())
          .put("percentage", Json.number(100.0 * one.count() / typed));
    }
    return byType;
  }

  private static void putRecent(
      ObjectNode node, Errors errors, int limit, Predicate<ErrorEvent> wanted) {
    List<ErrorEvent> chosen = errors.recent().stream().filter(wanted).limit(limit).toList();
    node.set("recent_errors", LazyArray.of(chosen, event -> event(event, errors.names())));
    node.put("not_sampled", errors.notSampled());
  }

  private static long count(Errors.Type type, @Nullable String operation) {
    return operation == null ? type.count() : type.operations().getOrDefault(operation, 0L);
  }

  private static ObjectNode type(Errors.Type type, long count, long total, ErrorNames names) {
    ObjectNode node = Json.object();
    node.put("type", names.shown(type.type()));
    node.put("count", count);
    node.put("percentage", Json.number(100.0 * count / total));
    node.put("sample_message", type.sampleMessage());
    node.put("first_seen", Json.time(type.firstSeen()));
    node.put("last_seen", Json.time(type.lastSeen()));
    ObjectNode operations = node.putObject("operations");
    type.operations().forEach(operations::put);
    return node;
  }

  static ObjectNode event(ErrorEvent event, ErrorNames names) {
    ObjectNode node = Json.object();
    node.put("timestamp", Json.time(event.at()));
    node.put("type", names.shown(event.type()));
    node.put("message", event.message());
    node.put("operation", event.operation());
    node.put("worker_id", event.workerId());
    node.put("thread_name", event.threadName());
    return node;
  }
}
