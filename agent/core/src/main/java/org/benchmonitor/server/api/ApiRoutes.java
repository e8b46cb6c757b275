package org.benchmonitor.server.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.benchmonitor.export.ErrorsView;
import org.benchmonitor.export.HistogramView;
import org.benchmonitor.export.Json;
import org.benchmonitor.export.LogsView;
import org.benchmonitor.export.MetricsView;
import org.benchmonitor.export.SystemView;
import org.benchmonitor.export.TimelineView;
import org.benchmonitor.export.WorkersView;
import org.benchmonitor.histogram.LatencyHistogram;
import org.benchmonitor.log.AgentLog;
import org.benchmonitor.log.Level;
import org.benchmonitor.model.Figures;
import org.benchmonitor.model.OperationFigures;
import org.benchmonitor.model.Snapshot;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Parameters;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;
import org.benchmonitor.store.Merging;
import org.benchmonitor.store.RunStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The endpoints that are asked; each answers from one snapshot. */
public final class ApiRoutes {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int MOST_WORKERS = 10_000;

  private final ApiContext context;
  private final Merging merging;

  public ApiRoutes(ApiContext context) {
    this.context = context;
    this.merging = new Merging(context.digits());
  }

  /** Adds all endpoints. */
  public void addTo(Router router) {
    router.get("/api", "this list", request -> list(router, request));
    router.get("/api/status", "the run, its host and the monitor itself", this::status);
    router.get(
        "/api/metrics", "counts, rates and latencies; ?from= &to= &include=warmup", this::metrics);
    router.get("/api/metrics/timeline", "a time series; ?window= &interval= &op=", this::timeline);
    router.get("/api/workers", "the workers; ?limit= &offset= &sort=", this::workers);
    router.get("/api/errors", "errors by type and recent ones; ?limit=", this::errors);
    router.get("/api/logs", "the agent's own log; ?level= &limit=", this::logs);
    router.get("/api/system", "processor, memory, garbage collection, stalls", this::system);
    router.get("/api/instrumentation", "what the patterns have matched", this::instrumentation);
    router.get(
        "/api/histogram", "a merged histogram; ?op= &from= &to= &include=warmup", this::histogram);
    router.get(
        "/api/percentiles",
        "its percentile distribution; ?op= &from= &to= &include=warmup",
        this::percentiles);
    router.list("/api/stream", "all messages as server-sent events");
    router.list("/ws/metrics", "all messages over a WebSocket");
  }

  private static Response ok(JsonNode document) {
    return Response.json(200, Json.bytes(document));
  }

  private static Parameters parameters(Request request, String... known) {
    return new Parameters(request, Set.of(known));
  }

  private static Response list(Router router, Request request) {
    parameters(request);
    ObjectNode node = Json.object();
    ArrayNode endpoints = node.putArray("endpoints");
    for (Router.Route route : router.routes()) {
      endpoints.add(
          Json.object()
              .put("method", route.method())
              .put("path", route.path())
              .put("description", route.description()));
    }
    return ok(node);
  }

  private Response status(Request request) {
    parameters(request);
    return ok(context.status(context.snapshot()));
  }

  private Response metrics(Request request) {
    Parameters parameters = parameters(request, "from", "to", "include");
    boolean warmup = includesWarmup(parameters);
    Instant from = parameters.instant("from");
    Instant to = parameters.instant("to");
    Snapshot snapshot = context.snapshot();
    if (from == null && to == null) {
      return ok(MetricsView.of(snapshot, totals(snapshot, warmup)));
    }
    RunStore.Range range = range(from, to, warmup, null);
    return ok(
        MetricsView.ofRange(
            snapshot, range.figures(), range.from(), range.to(), range.intervals()));
  }

  private Figures totals(Snapshot snapshot, boolean warmup) {
    return warmup && snapshot.warmupTotals().count() > 0
        ? merging.mergeFigures(List.of(snapshot.warmupTotals(), snapshot.totals()), null)
        : snapshot.totals();
  }

  private static boolean includesWarmup(Parameters parameters) {
    return parameters.oneOf("include", "", List.of("warmup")).equals("warmup");
  }

  private RunStore.Range range(
      @Nullable Instant from, @Nullable Instant to, boolean warmup, @Nullable String operation) {
    if (from != null && to != null && to.isBefore(from)) {
      throw new HttpError(
          400, "bad_parameter", "to is '" + to + "', before from '" + from + "'", "swap them");
    }
    return context.store().range(from, to, warmup, operation);
  }

  private Response timeline(Request request) {
    Parameters parameters = parameters(request, "window", "interval", "op");
    Duration window =
        parameters.secondsBetween("window", Duration.ofSeconds(300), Duration.ofSeconds(1), DAY);
    Duration interval =
        parameters.secondsBetween(
            "interval", Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofHours(1));
    Snapshot snapshot = context.snapshot();
    String operation = knownOperation(parameters, snapshot);
    return ok(
        TimelineView.of(
            snapshot.sequence(),
            window,
            interval,
            context.store().timeline(window, interval),
            operation));
  }

  private static @Nullable String knownOperation(Parameters parameters, Snapshot snapshot) {
    String operation = parameters.text("op");
    if (operation == null) {
      return null;
    }
    TreeSet<String> known = new TreeSet<>();
    for (OperationFigures figures : snapshot.totals().operations()) {
      known.add(figures.name());
    }
    if (!known.contains(operation)) {
      throw new HttpError(
          404, "no_operation", "op is '" + operation + "', known are " + known, "GET /api/metrics");
    }
    return operation;
  }

  private Response workers(Request request) {
    Parameters parameters = parameters(request, "limit", "offset", "sort");
    int limit = parameters.intBetween("limit", 20, 1, MOST_WORKERS);
    int offset = parameters.intBetween("offset", 0, 0, Integer.MAX_VALUE);
    List<String> orders =
        Arrays.stream(WorkersView.Sort.values())
            .flatMap(sort -> List.of(sort.text(), "-" + sort.text()).stream())
            .toList();
    String order = parameters.oneOf("sort", "id", orders);
    boolean descending = order.startsWith("-");
    WorkersView.Sort sort =
        WorkersView.Sort.valueOf(order.substring(descending ? 1 : 0).toUpperCase(Locale.ROOT));
    return ok(WorkersView.of(context.snapshot(), offset, limit, sort, descending));
  }

  private Response errors(Request request) {
    int limit = parameters(request, "limit").intBetween("limit", 50, 1, 100_000);
    return ok(ErrorsView.of(context.snapshot(), limit));
  }

  private Response logs(Request request) {
    Parameters parameters = parameters(request, "level", "limit");
    List<String> levels = Arrays.stream(Level.values()).map(Level::text).toList();
    String level = parameters.oneOf("level", "info", levels);
    int limit = parameters.intBetween("limit", 100, 1, AgentLog.MOST_ENTRIES);
    return ok(
        LogsView.of(context.log().entries(Level.valueOf(level.toUpperCase(Locale.ROOT)), limit)));
  }

  private Response system(Request request) {
    parameters(request);
    return ok(SystemView.of(context.snapshot()));
  }

  private Response instrumentation(Request request) {
    parameters(request);
    return ok(context.instrumentationView());
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
    Parameters parameters = parameters(request, "op", "from", "to", "include");
    boolean warmup = includesWarmup(parameters);
    Instant from = parameters.instant("from");
    Instant to = parameters.instant("to");
    Snapshot snapshot = context.snapshot();
    String operation = knownOperation(parameters, snapshot);
    Figures figures = totals(snapshot, warmup);
    JsonNode document = null;
    if (from != null || to != null) {
      RunStore.Range range = range(from, to, warmup, operation);
      figures = range.figures();
      document = MetricsView.range(range.from(), range.to(), range.intervals());
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
