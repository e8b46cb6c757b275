package org.benchmonitor.run.export;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.benchmonitor.run.model.Corrected;
import org.benchmonitor.run.model.ErrorNames;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Latency;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.SystemUse;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Selection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/metrics/timeline}. */
public final class TimelineView {
  /** A page draws no more, and with a thousand a minute of points would be megabytes. */
  static final int CHARTED = 64;

  private static final Duration DAY = Duration.ofDays(1);

  private TimelineView() {}

  /**
   * What the client asked for.
   *
   * @param window the length up to the end, null if a range was given
   * @param range the range that was found, null if none was given
   * @param operation the only operation shown, or null for all
   */
  public record Asked(
      @Nullable Duration window,
      @Nullable JsonNode range,
      Duration pointLength,
      @Nullable String operation) {}

  /**
   * The document.
   *
   * @param notes about the points, see {@link RunView#notes}
   * @param newestMerged of the retained intervals, null if all are as they were cut
   * @param everyOperation whether the points tell of each operation, or of the first {@link
   *     #CHARTED} of the run
   */
  public static ObjectNode of(
      Snapshot snapshot,
      Asked asked,
      List<Interval> points,
      List<Mark> notes,
      @Nullable Interval newestMerged,
      boolean everyOperation) {
    ObjectNode node = Json.object();
    Duration window = asked.window();
    node.put("interval_seconds", Json.seconds(asked.pointLength().toNanos()));
    node.put("window_seconds", window == null ? null : Json.seconds(window.toNanos()));
    node.set("range", asked.range());
    node.put("sequence", snapshot.sequence());
    node.put("operation", asked.operation());
    node.put("coarse_before", newestMerged == null ? null : Json.time(newestMerged.end()));
    node.put("coarse_seconds", newestMerged == null ? null : Json.seconds(newestMerged.nanos()));
    ErrorNames names = snapshot.errors().names();
    Predicate<String> shown = everyOperation ? name -> true : charted(snapshot);
    node.set(
        "data_points",
        LazyArray.of(points, point -> point(point, asked.operation(), names, shown)));
    List<Mark> marks = new ArrayList<>();
    for (Interval point : points) {
      // A note is in the interval in which it was written, and its time may be another.
      point.marks().stream().filter(mark -> mark.kind() != Mark.Kind.NOTE).forEach(marks::add);
    }
    marks.addAll(notes);
    node.set("events", LazyArray.of(marks, TimelineView::event));
    return node;
  }

  /**
   * The newest retained intervals of a run, at most {@code most}.
   *
   * @param everyOperation as in {@link #of}
   */
  public static ObjectNode newest(RunView run, int most, boolean everyOperation) {
    Snapshot snapshot = run.latest();
    List<Interval> points = run.select(Selection.upTo(snapshot.sequence()));
    List<Interval> newest = points.subList(Math.max(0, points.size() - most), points.size());
    return of(
        snapshot,
        new Asked(DAY, null, run.host().interval(), null),
        newest,
        run.notes(newest, snapshot.sequence()),
        run.newestMerged(),
        everyOperation);
  }

  /** Whether an operation is one of the first of the run, which a page draws. */
  static Predicate<String> charted(Snapshot snapshot) {
    List<OperationFigures> all = snapshot.totals().operations();
    if (all.size() <= CHARTED) {
      return name -> true;
    }
    return all.stream().limit(CHARTED).map(OperationFigures::name).collect(toSet())::contains;
  }

  static ObjectNode point(
      Interval point, @Nullable String operation, ErrorNames names, Predicate<String> shown) {
    Figures figures = point.figures();
    ObjectNode node = Json.object();
    node.put("timestamp", Json.time(point.start()));
    node.put("duration_seconds", Json.seconds(point.nanos()));
    node.put("sequence", point.sequence());
    node.put("status", point.status().text());
    node.put("warmup", point.warmup());
    if (operation == null) {
      putFigures(node, figures.count(), figures.errors(), figures.latency(), figures.lengthNanos());
      FiguresView.putCorrected(node, figures.corrected());
    } else {
      OperationFigures one = OperationFigures.in(figures, operation);
      putFigures(node, one.count(), one.errors(), one.latency(), figures.lengthNanos());
      FiguresView.putCorrected(node, one.corrected());
    }
    putSystem(node, point);
    if (operation == null) {
      ObjectNode errors = node.putObject("errors_by_type");
      point.errors().types().forEach(one -> errors.put(names.shown(one.type()), one.count()));
      long length = figures.lengthNanos();
      node.set(
          "by_operation",
          LazyObject.of(
              figures.operations().stream().filter(one -> shown.test(one.name())).toList(),
              OperationFigures::name,
              one -> byOperation(one, length)));
    }
    return node;
  }

  private static void putFigures(
      ObjectNode node, long count, long errors, Latency latency, long lengthNanos) {
    node.put("throughput", FiguresView.rate(count, lengthNanos));
    node.put("operations", count);
    node.put("errors", errors);
    node.put("error_rate", FiguresView.errorRate(count, errors));
    boolean none = latency.isEmpty();
    FiguresView.put(node, "latency_p50", none, latency.p50Nanos());
    FiguresView.put(node, "latency_p90", none, latency.p90Nanos());
    FiguresView.put(node, "latency_p95", none, latency.p95Nanos());
    FiguresView.put(node, "latency_p99", none, latency.p99Nanos());
    FiguresView.put(node, "latency_p999", none, latency.p999Nanos());
    FiguresView.put(node, "latency_max", none, latency.maxNanos());
    node.put("latency_mean", none ? null : Json.millis(latency.meanNanos()));
  }

  private static void putSystem(ObjectNode node, Interval point) {
    SystemUse use = point.system().use();
    node.put("active_workers", Json.number(point.activeWorkers()));
    node.put("in_flight", point.inFlight());
    node.put("cpu_process_percent", Json.percent(use.processCpuPercent()));
    node.put("cpu_machine_percent", Json.percent(use.machineCpuPercent()));
    node.put("heap_used_bytes", use.heapUsedBytes());
    node.put("gc_count", Json.count(use.collections()));
    node.put("gc_ms", Json.count(use.collectionMillis()));
    node.put("stall_count", use.stalls());
    node.put("stall_ms", Json.millis(use.stallNanos()));
    node.put("stall_max_ms", Json.millis(use.longestStallNanos()));
  }

  private static ObjectNode byOperation(OperationFigures one, long lengthNanos) {
    ObjectNode node = Json.object();
    node.put("throughput", FiguresView.rate(one.count(), lengthNanos));
    node.put("errors", one.errors());
    FiguresView.put(node, "latency_p50", one.latency().isEmpty(), one.latency().p50Nanos());
    FiguresView.put(node, "latency_p99", one.latency().isEmpty(), one.latency().p99Nanos());
    Corrected corrected = one.corrected();
    if (corrected != null) {
      boolean none = corrected.latency().isEmpty();
      FiguresView.put(node, "corrected_p50", none, corrected.latency().p50Nanos());
      FiguresView.put(node, "corrected_p99", none, corrected.latency().p99Nanos());
    }
    return node;
  }

  /** One of its events. */
  public static ObjectNode event(Mark mark) {
    ObjectNode node = Json.object();
    node.put("timestamp", Json.time(mark.at()));
    node.put("kind", mark.kind().text());
    Long duration = mark.durationNanos();
    node.put("duration_ms", duration == null ? null : Json.millis(duration.longValue()));
    node.put("text", mark.text());
    return node;
  }
}
