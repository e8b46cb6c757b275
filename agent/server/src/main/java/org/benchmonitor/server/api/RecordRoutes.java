package org.benchmonitor.server.api;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.record.RecordQuery;
import org.benchmonitor.run.record.RecordsView;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Parameters;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;

/** {@code GET /api/records}: only where recorded runs are served, never in a host. */
final class RecordRoutes {
  private final RecordSource records;

  RecordRoutes(RecordSource records) {
    this.records = records;
  }

  void addTo(Router router) {
    router.get("/api/records", "the recorded runs; ?q= &tag= &scenario=", this::list);
  }

  private Response list(Request request) {
    Parameters parameters = new Parameters(request, Set.of("q", "tag", "scenario"));
    String words = parameters.text("q");
    String tag = parameters.text("tag");
    RecordQuery query =
        new RecordQuery(
            words == null || words.isBlank() ? List.of() : List.of(words.strip().split("\\s+", -1)),
            tag == null ? List.of() : List.of(tag),
            parameters.text("scenario"));
    try {
      return Response.json(200, Json.bytes(RecordsView.of(records.list(query))));
    } catch (IOException unreadable) {
      throw new HttpError(
          500, "unreadable", "the records cannot be read: " + unreadable.getMessage(), "");
    }
  }
}
