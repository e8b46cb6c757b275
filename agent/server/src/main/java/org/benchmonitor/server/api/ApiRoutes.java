package org.benchmonitor.server.api;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.benchmonitor.run.export.ErrorsView;
import org.benchmonitor.run.export.InstrumentationView;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.export.LogsView;
import org.benchmonitor.run.export.SystemView;
import org.benchmonitor.run.export.TargetsView;
import org.benchmonitor.run.export.WorkersQuery;
import org.benchmonitor.run.export.WorkersView;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.model.OtherJvm;
import org.benchmonitor.server.http.Parameters;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;
import org.benchmonitor.setup.log.AgentLog;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The endpoints of the API; each answers from one snapshot. */
public final class ApiRoutes {
  private static final int MOST_WORKERS = 10_000;

  private final ApiContext context;

  public ApiRoutes(ApiContext context) {
    this.context = context;
  }

  /** Adds all endpoints. */
  public void addTo(Router router) {
    router.get("/api", "this list", request -> list(router, request));
    router.get("/api/status", "the run, its host and the monitor itself; ?session=", this::status);
    new RunRoutes(context).addTo(router);
    new ExportRoute(context).addTo(router);
    new FramesRoute(context).addTo(router);
    new ControlRoutes(context).addTo(router);
    new NoteRoute(context).addTo(router);
    new AlertRoutes(context).addTo(router);
    router.get(
        "/api/workers",
        "the workers; ?limit= &offset= &sort= &search= &status= &session=",
        this::workers);
    router.get(
        "/api/errors",
        "errors by type and recent ones; ?limit= &type= &operation= &session=",
        this::errors);
    router.get("/api/logs", "the agent's own log; ?level= &limit=", this::logs);
    router.get(
        "/api/system", "processor, memory, garbage collection, stalls; ?session=", this::system);
    router.get("/api/instrumentation", "what the patterns have matched", this::instrumentation);
    router.get(
        "/api/sessions", "the runs of this JVM, and the other monitored JVMs", this::sessions);
    new AttachmentRoutes(context).addTo(router);
    new SuggestRoutes(context).addTo(router);
    RecordSource records = context.records();
    if (records != null) {
      new RecordRoutes(records).addTo(router);
      new ComparisonRoutes(records.comparing()).addTo(router);
    } else {
      // Its classes are loaded when an engine asks.
      router.get(
          "/metrics",
          "counters and histograms for Prometheus and its like",
          request -> new ExpositionRoute(context).answer(request));
      router.get("/grafana.json", "a dashboard for Grafana", GrafanaDashboard::answer);
      router.get(
          "/api/sd",
          "the monitored JVMs of this machine as targets of Prometheus' http_sd",
          this::targets);
    }
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
    RunQuery query = new RunQuery(request, context);
    return ok(context.status(query.run(), query.snapshot()));
  }

  private Response workers(Request request) {
    RunQuery query = new RunQuery(request, context, "limit", "offset", "sort", "search", "status");
    Parameters parameters = query.parameters();
    int limit = parameters.intBetween("limit", 20, 1, MOST_WORKERS);
    int offset = parameters.intBetween("offset", 0, 0, Integer.MAX_VALUE);
    List<String> orders =
        Arrays.stream(WorkersQuery.Sort.values())
            .flatMap(sort -> List.of(sort.text(), "-" + sort.text()).stream())
            .toList();
    String order = parameters.oneOf("sort", "id", orders);
    boolean descending = order.startsWith("-");
    String column = order.substring(descending ? 1 : 0);
    WorkersQuery.Sort sort =
        Arrays.stream(WorkersQuery.Sort.values())
            .filter(one -> one.text().equals(column))
            .findFirst()
            .orElseThrow();
    WorkersQuery.Shown shown =
        parameters.oneOf("status", WorkersQuery.Shown.ANY, WorkersQuery.Shown::text);
    String search = parameters.text("search");
    WorkersQuery wanted =
        new WorkersQuery(search == null ? "" : search, shown, sort, descending, offset, limit);
    return context.answers().document(limit, resting -> WorkersView.of(query.snapshot(), wanted));
  }

  private Response errors(Request request) {
    RunQuery query = new RunQuery(request, context, "limit", "type", "operation");
    int limit = query.parameters().intBetween("limit", 50, 1, 100_000);
    String type = query.parameters().text("type");
    String operation = query.operation("operation");
    return context
        .answers()
        .document(limit, resting -> ErrorsView.of(query.snapshot(), limit, type, operation));
  }

  private Response logs(Request request) {
    if (context.records() != null) {
      return recordedLogs(new RunQuery(request, context, "level", "limit"));
    }
    Parameters parameters = parameters(request, "level", "limit");
    LogLevel level = parameters.oneOf("level", LogLevel.INFO, LogLevel::text);
    int limit = parameters.intBetween("limit", 100, 1, AgentLog.MOST_ENTRIES);
    return ok(LogsView.of(context.jvm().log().entries(level, limit)));
  }

  /** The log that is in the record; that of this process is about itself. */
  private static Response recordedLogs(RunQuery query) {
    LogLevel level = query.parameters().oneOf("level", LogLevel.INFO, LogLevel::text);
    int limit = query.parameters().intBetween("limit", 100, 1, AgentLog.MOST_ENTRIES);
    List<LogEntry> found =
        query.run().log().stream().filter(one -> one.level().compareTo(level) >= 0).toList();
    return ok(LogsView.of(found.subList(Math.max(0, found.size() - limit), found.size())));
  }

  private Response system(Request request) {
    return ok(SystemView.of(new RunQuery(request, context).snapshot()));
  }

  private Response instrumentation(Request request) {
    if (context.records() != null) {
      RunQuery query = new RunQuery(request, context);
      return ok(InstrumentationView.of(query.run().instrumentation()));
    }
    parameters(request);
    return ok(context.instrumentationView());
  }

  /** This JVM by the address at which it was reached: that is one the engine can use. */
  private Response targets(Request request) {
    parameters(request);
    String host = request.header("host");
    OtherJvm self = context.jvm().self().apply(host == null ? "" : host);
    return ok(TargetsView.of(self, context.jvm().others().get()));
  }

  private Response sessions(Request request) {
    parameters(request);
    return ok(context.sessionsView());
  }
}
