package org.benchmonitor.server.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;
import org.benchmonitor.setup.config.OperationArguments;
import org.benchmonitor.setup.config.OperationSpec;
import tools.jackson.databind.JsonNode;

/** The endpoints that change what is instrumented, or detach the monitor. */
final class AttachmentRoutes {
  private static final String BY = "by";
  private static final String HINT =
      "GET /api/instrumentation lists the patterns; they are written as in the agent's arguments";

  private final ApiContext context;

  AttachmentRoutes(ApiContext context) {
    this.context = context;
  }

  void addTo(Router router) {
    router.post(
        "/api/instrumentation",
        "adds and removes patterns; {\"add\": [\"op=...\"], \"remove\": [\"...\"]}",
        this::change);
    router.post("/api/detach", "gives all classes back and ends the monitor", this::detach);
  }

  private Response change(Request request) {
    context.refuseIfRecorded("instrumented otherwise");
    JsonBody body = JsonBody.of(request, Set.of("add", "remove", BY));
    try {
      List<OperationSpec> add = new ArrayList<>();
      for (String text : body.texts("add")) {
        add.addAll(OperationArguments.parse(text));
      }
      context.jvm().attachment().change(add, body.texts("remove"), body.text(BY));
    } catch (IllegalArgumentException wrong) {
      throw new HttpError(400, "bad_pattern", String.valueOf(wrong.getMessage()), HINT);
    } catch (IllegalStateException leaving) {
      throw new HttpError(409, "not_now", String.valueOf(leaving.getMessage()), "attach again");
    }
    return ok(context.instrumentationView());
  }

  private Response detach(Request request) {
    context.refuseIfRecorded("detached from");
    context.jvm().attachment().detach(JsonBody.of(request, Set.of(BY)).text(BY));
    return ok(Json.object().put("detached", true));
  }

  private static Response ok(JsonNode document) {
    return Response.json(200, Json.bytes(document));
  }
}
