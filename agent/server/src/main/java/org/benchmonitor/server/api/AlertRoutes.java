package org.benchmonitor.server.api;

import java.time.Instant;
import java.util.List;
import org.benchmonitor.run.export.AlertsView;
import org.benchmonitor.run.export.FindingsView;
import org.benchmonitor.run.export.HealthView;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Selection;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;
import tools.jackson.databind.JsonNode;

/** What the thresholds say of a run. */
final class AlertRoutes {
  private final ApiContext context;

  AlertRoutes(ApiContext context) {
    this.context = context;
  }

  void addTo(Router router) {
    router.get("/api/alerts", "the thresholds and where they stand; ?session=", this::alerts);
    router.get("/api/findings", "what stands out, in words; ?from= &to= &session=", this::findings);
    router.get(
        "/api/health", "HEALTHY, DEGRADED or UNHEALTHY, with reasons; ?session=", this::health);
    router.get("/api/summary", "the run in a few figures; ?session=", this::summary);
  }

  private Response alerts(Request request) {
    RunQuery query = new RunQuery(request, context);
    return ok(AlertsView.of(query.snapshot(), query.run().judgement()));
  }

  private Response health(Request request) {
    RunQuery query = new RunQuery(request, context);
    return ok(HealthView.health(query.snapshot(), query.run().judgement()));
  }

  private Response summary(Request request) {
    RunQuery query = new RunQuery(request, context);
    RunView run = query.run();
    return ok(
        HealthView.summary(
            query.snapshot(),
            run.judgement(),
            run.host().mainClass() + "@" + run.host().pid(),
            number(run)));
  }

  /** What was usual before the range is read from the whole run. */
  private Response findings(Request request) {
    RunQuery query = new RunQuery(request, context, "from", "to");
    Selection range = query.selection(false);
    Instant begin = range.from();
    List<Interval> untilEnd =
        query.run().select(new Selection(null, range.to(), false, range.upTo()));
    return context
        .answers()
        .document(
            untilEnd.size(),
            AnswerSize.of(untilEnd),
            resting ->
                FindingsView.of(
                    query.snapshot().sequence(),
                    untilEnd,
                    begin == null ? Instant.MIN : begin,
                    resting));
  }

  /** The number of a run among those that are retained, from 1. */
  private int number(RunView run) {
    List<String> ids = context.runs().newestFirst().stream().map(RunView::id).toList();
    return ids.size() - Math.max(0, ids.indexOf(run.id()));
  }

  private static Response ok(JsonNode document) {
    return Response.json(200, Json.bytes(document));
  }
}
