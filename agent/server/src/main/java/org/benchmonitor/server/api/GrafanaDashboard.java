package org.benchmonitor.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Parameters;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;

/** {@code GET /grafana.json}: a dashboard of what {@code /metrics} has, to be imported. */
final class GrafanaDashboard {
  private static final String RESOURCE = "grafana.json";

  private GrafanaDashboard() {}

  static Response answer(Request request) {
    new Parameters(request, Set.of());
    try (InputStream in = GrafanaDashboard.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException("it is missing in the jar");
      }
      return Response.json(200, in.readAllBytes());
    } catch (IOException unreadable) {
      throw new HttpError(
          500, "unreadable", "the dashboard cannot be read: " + unreadable.getMessage(), "");
    }
  }
}
