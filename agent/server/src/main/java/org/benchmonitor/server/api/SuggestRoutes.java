package org.benchmonitor.server.api;

import java.util.Set;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.export.SuggestionsView;
import org.benchmonitor.run.model.SuggestionReport;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Parameters;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;

/** {@code /api/suggest}: methods that may be operations. */
final class SuggestRoutes {
  private static final String PATH = "/api/suggest";
  private static final String BY = "by";

  private final ApiContext context;

  SuggestRoutes(ApiContext context) {
    this.context = context;
  }

  void addTo(Router router) {
    router.get(PATH, "methods that may be operations, as far as they were searched", this::report);
    router.post(PATH, "searches for methods that may be operations; {\"by\": ...}", this::begin);
  }

  private Response report(Request request) {
    new Parameters(request, Set.of());
    return answer(200, context.jvm().attachment().suggesting().report());
  }

  private Response begin(Request request) {
    new Parameters(request, Set.of());
    String by = JsonBody.of(request, Set.of(BY)).text(BY);
    context.refuseIfRecorded("searched for operations");
    Suggesting suggesting = context.jvm().attachment().suggesting();
    try {
      suggesting.begin(by);
    } catch (IllegalStateException notNow) {
      throw new HttpError(
          409,
          "not_now",
          String.valueOf(notNow.getMessage()),
          "GET /api/suggest says how far it is");
    }
    return answer(202, suggesting.report());
  }

  private static Response answer(int status, SuggestionReport report) {
    return Response.json(status, Json.bytes(SuggestionsView.of(report)));
  }
}
