package org.benchmonitor.server.api;

import java.time.Duration;
import java.util.List;
import org.benchmonitor.run.export.HeatmapView;
import org.benchmonitor.run.export.HistogramView;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.export.MetricsView;
import org.benchmonitor.run.export.TimelineView;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.thread.Resting;
import org.benchmonitor.run.view.Range;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Selection;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The endpoints that answer from a run's retained intervals or totals. */
final class RunRoutes {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int FEWEST_COLUMNS = 10;
  private static final int MOST_COLUMNS = 600;

  /** A column has a count for each band of latency. */
  private static final int FIGURES_OF_COLUMN = 5;

  /** The latencies that a histogram has. */
  private static final String RAW = "raw";

  private static final String CORRECTED = "corrected";

  private final ApiContext context;

  RunRoutes(ApiContext context) {
    this.context = context;
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
        "a merged histogram; ?op= &latency= &from= &to= &include=warmup &session=",
        this::histogram);
    router.get(
        "/api/percentiles",
        "its percentile distribution; ?op= &latency= &from= &to= &include=warmup &session=",
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
      return ok(MetricsView.of(snapshot, query.run().totals(snapshot, warmup)));
    }
    return ok(MetricsView.ofRange(snapshot, range(query, warmup, null)));
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
        query.hasRange() ? query.selection(true) : query.run().window(window, sequence);
    List<Interval> chosen = query.run().select(selection);
    TimelineView.Asked asked =
        query.hasRange()
            ? new TimelineView.Asked(null, MetricsView.range(chosen), interval, operation)
            : new TimelineView.Asked(window, null, interval, operation);
    RunView run = query.run();
    return context
        .answers()
        .document(
            AnswerSize.ofPoints(chosen, interval),
            AnswerSize.of(chosen),
            resting ->
                TimelineView.of(
                    query.snapshot(),
                    asked,
                    run.timeline(chosen, interval, operation, resting),
                    run.notes(chosen, sequence),
                    run.newestMerged(),
                    false));
  }

  private Response heatmap(Request request) {
    RunQuery query = new RunQuery(request, context, "op", "from", "to", "include", "columns");
    int columns = query.parameters().intBetween("columns", 120, FEWEST_COLUMNS, MOST_COLUMNS);
    String operation = query.operation("op");
    Selection selection = query.selection(query.includesWarmup());
    List<Interval> chosen = query.run().select(selection);
    return context
        .answers()
        .document(
            (long) columns * FIGURES_OF_COLUMN,
            AnswerSize.of(chosen),
            resting ->
                HeatmapView.of(
                    query.snapshot().sequence(),
                    operation,
                    chosen.isEmpty() ? null : MetricsView.range(chosen),
                    query.run().heat(chosen, operation, columns, resting)));
  }

  private Response histogram(Request request) {
    Calls calls = calls(request);
    return ok(
        HistogramView.histogram(
            calls.digits, calls.figures, calls.operation, calls.isCorrected, calls.range));
  }

  private Response percentiles(Request request) {
    Calls calls = calls(request);
    return ok(
        HistogramView.percentiles(
            calls.digits, calls.figures, calls.operation, calls.isCorrected, calls.range));
  }

  /** The calls that a query selects; with a range, the one that was really merged. */
  private record Calls(
      int digits,
      Figures figures,
      @Nullable String operation,
      boolean isCorrected,
      @Nullable JsonNode range) {}

  private Calls calls(Request request) {
    RunQuery query = new RunQuery(request, context, "op", "from", "to", "include", "latency");
    boolean isCorrected =
        query.parameters().oneOf("latency", RAW, List.of(RAW, CORRECTED)).equals(CORRECTED);
    boolean warmup = query.includesWarmup();
    String operation = query.operation("op");
    RunView run = query.run();
    if (!query.hasRange()) {
      Figures totals = run.totals(query.snapshot(), warmup);
      return new Calls(run.digits(), totals, operation, isCorrected, null);
    }
    Range range = range(query, warmup, operation);
    return new Calls(
        run.digits(), range.figures(), operation, isCorrected, MetricsView.range(range));
  }

  private Range range(RunQuery query, boolean warmup, @Nullable String operation) {
    List<Interval> chosen = query.run().select(query.selection(warmup));
    Resting resting = context.answers().whileMerging(AnswerSize.of(chosen));
    return query.run().range(chosen, operation, resting);
  }
}
