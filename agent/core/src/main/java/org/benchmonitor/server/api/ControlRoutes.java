package org.benchmonitor.server.api;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.benchmonitor.export.Json;
import org.benchmonitor.model.RunControl;
import org.benchmonitor.model.Snapshot;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Parameters;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /api/control/...}: pause, resume, stop; answered with the status after it. */
final class ControlRoutes {
  private static final int LONGEST_BY = 100;
  private static final String NOBODY = "api";
  private static final JsonMapper JSON = JsonMapper.builder().build();
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
    String by = by(request);
    if (!context.host().control()) {
      throw new HttpError(
          403,
          "control_off",
          "control is 'false', so the run cannot be told to " + action.text(),
          "start the agent without control=false");
    }
    // So that there is a status to answer with.
    snapshot();
    RunControl.Answer answer = context.control().ask(action, by);
    if (!answer.isDone()) {
      throw new HttpError(
          409, "not_now", answer.obstacle(), "GET /api/status says in control what applies now");
    }
    return Response.json(200, Json.bytes(context.status(snapshot())));
  }

  private Snapshot snapshot() {
    return Objects.requireNonNull(context.store(null).latest(), "a run's first snapshot");
  }

  /** Who asks, by the body: an object with the one field {@code by}, or nothing. */
  private static String by(Request request) {
    byte[] body = request.body().bytes();
    if (body.length == 0) {
      return NOBODY;
    }
    JsonNode node = object(body);
    for (String name : node.propertyNames()) {
      if (!name.equals("by")) {
        throw bad("the field '" + name + "' is not known, known is [by]");
      }
    }
    JsonNode by = node.get("by");
    if (by == null) {
      return NOBODY;
    }
    if (!by.isString() || by.asString().isBlank() || by.asString().length() > LONGEST_BY) {
      throw bad("by is " + by + ", allowed is a text of 1 to " + LONGEST_BY + " characters");
    }
    return by.asString();
  }

  private static JsonNode object(byte[] body) {
    try {
      JsonNode node = JSON.readTree(body);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JacksonException noJson) {
      throw bad("the body is no JSON: " + noJson.getOriginalMessage());
    }
    throw bad("the body is no JSON object");
  }

  private static HttpError bad(String message) {
    String cut = message.length() > 300 ? message.substring(0, 300) : message;
    return new HttpError(400, "bad_body", cut, "such as {\"by\": \"me\"}");
  }
}
