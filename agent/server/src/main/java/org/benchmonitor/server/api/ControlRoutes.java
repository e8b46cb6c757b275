package org.benchmonitor.server.api;

import java.util.Map;
import java.util.Set;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.model.RunControl;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Parameters;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;

/** {@code POST /api/control/...}: pause, resume, stop; answers with the status after it. */
final class ControlRoutes {
  private static final String BY = "by";
  private static final String NOBODY = "api";
  private static final Map<RunControl.Action, String> DESCRIPTIONS =
      Map.of(
          RunControl.Action.PAUSE, "holds the workers at their next operation; {\"by\": ...}",
          RunControl.Action.RESUME, "lets them go on; {\"by\": ...}",
          RunControl.Action.STOP, "ends the run as the option stop says; {\"by\": ...}");

  private final ApiContext context;

  ControlRoutes(ApiContext context) {
    this.context = context;
  }

  void addTo(Router router) {
    for (RunControl.Action action : RunControl.Action.values()) {
      router.post(
          "/api/control/" + action.text(),
          DESCRIPTIONS.getOrDefault(action, ""),
          request -> ask(action, request));
    }
  }

  private Response ask(RunControl.Action action, Request request) {
    new Parameters(request, Set.of());
    String by = JsonBody.of(request, Set.of(BY)).textOr(BY, NOBODY);
    context.refuseIfRecorded("told to " + action.text());
    RunView run = context.run(null);
    if (!run.host().control()) {
      throw new HttpError(
          403,
          "control_off",
          "control is 'false', so the run cannot be told to " + action.text(),
          "start the agent without control=false");
    }
    RunControl.Answer answer = context.jvm().control().ask(action, by);
    if (!answer.isDone()) {
      throw new HttpError(
          409, "not_now", answer.obstacle(), "GET /api/status says in control what applies now");
    }
    // Another run may have begun meanwhile.
    RunView now = context.run(null);
    return Response.json(200, Json.bytes(context.status(now, now.latest())));
  }
}
