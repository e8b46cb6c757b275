package org.benchmonitor.server.api;

import java.time.Duration;
import java.util.List;
import org.benchmonitor.run.export.HeatmapView;
import org.benchmonitor.run.export.HistogramView;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.export.MetricsView;
import org.benchmonitor.run.export.TimelineView;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.timeline.Merging;
import org.benchmonitor.run.timeline.RunTimeline;
import org.benchmonitor.run.timeline.Selection;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The endpoints that answer from the retained intervals or from the totals of the run. */
final class RunRoutes {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int FEWEST_COLUMNS = 10;
  private static final int MOST_COLUMNS = 600;

  private final ApiContext context;
  private final Merging merging;

  RunRoutes(ApiContext context) {
    this.context = context;
    this.merging = new Merging(context.digits());
  }

  void addTo(Router router) {
    router.get(
        "/api/metrics",
        "counts, rates and latencies; ?from= &to= &include=warmup &session=",
        this::metrics);
    router.get(
        "/api/metrics/timeline",
        "a time series; ?window= or ?from= &to=, &interval= &op= &session=",
        this::timeline);
    router.get(
        "/api/heatmap",
        "successful calls by time and latency; ?op= &from= &to= &columns= &include=warmup &session=",
        this::heatmap);
    router.get(
        "/api/histogram",
        "a merged histogram; ?op= &from= &to= &include=warmup &session=",
        this::histogram);
    router.get(
        "/api/percentiles",
        "its percentile distribution; ?op= &from= &to= &include=warmup &session=",
        this::percentiles);
  }

  private static Response ok(JsonNode document) {
    return Response.json(200, Json.bytes(document));
  }

  private Response metrics(Request request) {
    RunQuery query = new RunQuery(request, context, "from", "to", "include");
    Snapshot snapshot = query.snapshot();
    boolean warmup = query.includesWarmup();
    if (!query.hasRange()) {
      return ok(MetricsView.of(snapshot, totals(snapshot, warmup)));
    }
    RunTimeline.Range range = query.store().range(query.selection(warmup), null);
    return ok(
        MetricsView.ofRange(
            snapshot, range.figures(), range.from(), range.to(), range.intervals()));
  }

  private Figures totals(Snapshot snapshot, boolean warmup) {
    return warmup && snapshot.warmupTotals().count() > 0
        ? merging.mergeFigures(List.of(snapshot.warmupTotals(), snapshot.totals()), null)
        : snapshot.totals();
  }

  private Response timeline(Request request) {
    RunQuery query = new RunQuery(request, context, "window", "interval", "op", "from", "to");
    Duration window =
        query
            .parameters()
            .secondsBetween("window", Duration.ofSeconds(300), Duration.ofSeconds(1), DAY);
    Duration interval =
        query
            .parameters()
            .secondsBetween(
                "interval", Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofHours(1));
    if (query.hasRange() && query.parameters().text("window") != null) {
      throw new HttpError(
          400,
          "bad_parameter",
          "window is '"
              + query.parameters().text("window")
              + "', allowed is either window or from and to",
          "leave one out");
    }
    String operation = query.operation("op");
    long sequence = query.snapshot().sequence();
    Selection selection =
        query.hasRange() ? query.selection(true) : query.store().window(window, sequence);
    List<Interval> points = query.store().timeline(selection, interval, operation);
    TimelineView.Asked asked =
        query.hasRange()
            ? new TimelineView.Asked(
                null, range(query.store().select(selection)), interval, operation)
            : new TimelineView.Asked(window, null, interval, operation);
    return ok(TimelineView.of(sequence, asked, points, query.snapshot().errors().names()));
  }

  private Response heatmap(Request request) {
    RunQuery query = new RunQuery(request, context, "op", "from", "to", "include", "columns");
    int columns = query.parameters().intBetween("columns", 120, FEWEST_COLUMNS, MOST_COLUMNS);
    String operation = query.operation("op");
    Selection selection = query.selection(query.includesWarmup());
    List<Interval> chosen = query.store().select(selection);
    return ok(
        HeatmapView.of(
            query.snapshot().sequence(),
            operation,
            chosen.isEmpty() ? null : range(chosen),
            query.store().heat(chosen, operation, columns)));
  }

  private static ObjectNode range(List<Interval> chosen) {
    return chosen.isEmpty()
        ? MetricsView.range(null, null, 0)
        : MetricsView.range(
            chosen.get(0).start(), chosen.get(chosen.size() - 1).end(), chosen.size());
  }

  private Response histogram(Request request) {
    Merged merged = merged(request);
    return ok(HistogramView.histogram(merged.histogram, merged.operation, merged.range));
  }

  private Response percentiles(Request request) {
    Merged merged = merged(request);
    return ok(HistogramView.percentiles(merged.histogram, merged.operation, merged.range));
  }

  private record Merged(
      LatencyHistogram histogram, @Nullable String operation, @Nullable JsonNode range) {}

  private Merged merged(Request request) {
    RunQuery query = new RunQuery(request, context, "op", "from", "to", "include");
    boolean warmup = query.includesWarmup();
    String operation = query.operation("op");
    Figures figures;
    JsonNode document = null;
    if (query.hasRange()) {
      RunTimeline.Range range = query.store().range(query.selection(warmup), operation);
      figures = range.figures();
      document = MetricsView.range(range.from(), range.to(), range.intervals());
    } else {
      figures = totals(query.snapshot(), warmup);
    }
    LatencyHistogram histogram = new LatencyHistogram(context.digits());
    for (OperationFigures one : figures.operations()) {
      if (operation == null || operation.equals(one.name())) {
        histogram.add(one.successes());
        histogram.widen(one.latency().minNanos(), one.latency().maxNanos());
      }
    }
    return new Merged(histogram, operation, document);
  }
}
