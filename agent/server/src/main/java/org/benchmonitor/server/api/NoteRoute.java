package org.benchmonitor.server.api;

import java.time.Instant;
import java.util.Set;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.export.Surrogates;
import org.benchmonitor.run.export.TimelineView;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.RunNotes;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Parameters;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/marks}: puts a note on the timeline of the current run.
 *
 * <p>It changes nothing in the host, so {@code control=false} does not refuse it.
 */
final class NoteRoute {
  private static final String TEXT = "text";
  private static final String TIME = "time";
  private static final String BY = "by";
  private static final String NOBODY = "api";

  private final ApiContext context;

  NoteRoute(ApiContext context) {
    this.context = context;
  }

  void addTo(Router router) {
    router.post(
        "/api/marks",
        "puts a note on the timeline; {\"text\": ..., \"time\": ..., \"by\": ...}",
        this::note);
  }

  private Response note(Request request) {
    context.refuseIfRecorded("noted on");
    new Parameters(request, Set.of());
    JsonBody body = JsonBody.of(request, Set.of(TEXT, TIME, BY));
    String text = Surrogates.repair(body.required(TEXT, RunNotes.LONGEST).strip());
    @Nullable Instant time = body.instant(TIME);
    String by = body.textOr(BY, NOBODY);
    context.run(null);
    try {
      Mark note = context.jvm().notes().note(text, time, by);
      return Response.json(200, Json.bytes(TimelineView.event(note)));
    } catch (IllegalArgumentException outside) {
      throw JsonBody.bad(String.valueOf(outside.getMessage()));
    } catch (IllegalStateException notNow) {
      throw new HttpError(
          409,
          "not_now",
          String.valueOf(notNow.getMessage()),
          "a note goes to the run that is under way, GET /api/status");
    }
  }
}
