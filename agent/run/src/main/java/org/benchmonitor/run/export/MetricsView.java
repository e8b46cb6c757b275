package org.benchmonitor.run.export;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.view.Range;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/metrics}. */
public final class MetricsView {
  private MetricsView() {}

  /** The run so far, and its last interval. */
  public static ObjectNode of(Snapshot snapshot) {
    return of(snapshot, snapshot.totals());
  }

  /** The same with other totals, such as those that include the warm-up. */
  public static ObjectNode of(Snapshot snapshot, Figures totals) {
    ObjectNode node = head(snapshot, totals);
    node.putNull("range");
    node.set("total", total(totals));
    node.set("current", current(snapshot));
    Map<String, OperationFigures> now = new HashMap<>();
    Interval interval = snapshot.interval();
    interval.figures().operations().forEach(figures -> now.put(figures.name(), figures));
    long length = interval.figures().lengthNanos();
    node.set(
        "by_operation",
        LazyObject.of(
            totals.operations(),
            OperationFigures::name,
            one -> withCurrent(operation(one, totals.lengthNanos()), now.get(one.name()), length)));
    return node;
  }

  /** The merged figures of a range of time. */
  public static ObjectNode ofRange(Snapshot snapshot, Range range) {
    Figures figures = range.figures();
    ObjectNode node = head(snapshot, figures);
    node.set("range", range(range));
    node.set("total", total(figures));
    node.set(
        "by_operation",
        LazyObject.of(
            figures.operations(),
            OperationFigures::name,
            one -> operation(one, figures.lengthNanos())));
    return node;
  }

  /** The range that was actually merged. */
  public static ObjectNode range(Range range) {
    return range(range.from(), range.to(), range.intervals());
  }

  /** The range that these intervals cover, given in order. */
  public static ObjectNode range(List<Interval> intervals) {
    return intervals.isEmpty()
        ? range(null, null, 0)
        : range(
            intervals.get(0).start(), intervals.get(intervals.size() - 1).end(), intervals.size());
  }

  static ObjectNode range(@Nullable Instant from, @Nullable Instant to, int intervals) {
    return Json.object()
        .put("from", Json.time(from))
        .put("to", Json.time(to))
        .put("intervals", intervals);
  }

  private static ObjectNode head(Snapshot snapshot, Figures figures) {
    return Json.object()
        .put("timestamp", Json.time(snapshot.interval().end()))
        .put("sequence", snapshot.sequence())
        .put("elapsed_seconds", Json.seconds(figures.lengthNanos()));
  }

  private static ObjectNode total(Figures figures) {
    ObjectNode node = Json.object();
    node.put("operations", figures.count());
    putCounts(node, figures.count(), figures.errors(), figures.lengthNanos());
    node.set("latency", FiguresView.latency(figures.latency()));
    node.set("error_latency", FiguresView.latency(figures.errorLatency()));
    node.set("corrected", FiguresView.corrected(figures.corrected()));
    return node;
  }

  private static void putCounts(ObjectNode node, long count, long errors, long lengthNanos) {
    node.put("errors", errors);
    node.put("success_rate", FiguresView.successRate(count, errors));
    node.put("throughput", FiguresView.rate(count, lengthNanos));
  }

  private static ObjectNode current(Snapshot snapshot) {
    Figures figures = snapshot.interval().figures();
    ObjectNode node = Json.object().put("interval_seconds", Json.seconds(figures.lengthNanos()));
    node.setAll(total(figures));
    node.put("in_flight", snapshot.workers().inFlight());
    node.put("oldest_in_flight_ms", Json.millis(snapshot.workers().oldestInFlightNanos()));
    return node;
  }

  private static ObjectNode operation(OperationFigures figures, long lengthNanos) {
    ObjectNode node = Json.object().put("count", figures.count());
    putCounts(node, figures.count(), figures.errors(), lengthNanos);
    node.set("latency", FiguresView.latency(figures.latency()));
    node.set("error_latency", FiguresView.latency(figures.errorLatency()));
    node.set("corrected", FiguresView.corrected(figures.corrected()));
    return node;
  }

  private static ObjectNode withCurrent(
      ObjectNode node, @Nullable OperationFigures now, long lengthNanos) {
    OperationFigures figures = now == null ? OperationFigures.none("") : now;
    node.set("current", operation(figures, lengthNanos));
    return node;
  }
}
