package org.benchmonitor.server.guard;

import org.benchmonitor.server.http.Handler;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.WebApplication;

/** One request and its answer; one thread. */
final class Exchange {
  private final Connection connection;
  private final Request request;
  private final WebApplication site;
  private final boolean upgrade;

  Exchange(Connection connection, Request request, WebApplication site, boolean upgrade) {
    this.connection = connection;
    this.request = request;
    this.site = site;
    this.upgrade = upgrade;
  }

  Connection connection() {
    return connection;
  }

  boolean isUpgrade() {
    return upgrade;
  }

  /** Answers whatever happens; a failure of a handler is a 500 and never leaves. */
  Response respond() {
    Response answer = site.secure(answer(site.handler()));
    // The connection ends with it; a client that was not told would write its next request there.
    return request.method().equals("POST") ? answer.with("Connection", "close") : answer;
  }

  private Response answer(Handler handler) {
    try {
      return handler.handle(request);
    } catch (HttpError e) {
      return e.toResponse();
    } catch (RuntimeException | Error failure) {
      return Response.error(
          500, "internal", "the monitor failed: " + failure.getClass().getSimpleName(), "");
    }
  }
}
