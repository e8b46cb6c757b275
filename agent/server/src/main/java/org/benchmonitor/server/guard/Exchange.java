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
  private final boolean knowsChunks;
  private final boolean upgrade;

  private Exchange(
      Connection connection,
      Request request,
      WebApplication site,
      boolean knowsChunks,
      boolean upgrade) {
    this.connection = connection;
    this.request = request;
    this.site = site;
    this.knowsChunks = knowsChunks;
    this.upgrade = upgrade;
  }

  /** A request that wants one answer. */
  static Exchange of(Connection connection, Head head, Request request, WebApplication site) {
    return new Exchange(connection, request, site, head.knowsChunks(), false);
  }

  /** A request that wants a WebSocket. */
  static Exchange upgrading(Connection connection, Request request, WebApplication site) {
    return new Exchange(connection, request, site, true, true);
  }

  Connection connection() {
    return connection;
  }

  boolean isUpgrade() {
    return upgrade;
  }

  /** Whether the client takes a body in chunks. */
  boolean knowsChunks() {
    return knowsChunks;
  }

  /** Whether only the head of the answer is wanted. */
  boolean isForHead() {
    return request.method().equals("HEAD");
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
      return internal(failure);
    }
  }

  /** The answer where the content of another one could not be made. */
  Response failed(Throwable failure) {
    return site.secure(failure instanceof HttpError e ? e.toResponse() : internal(failure));
  }

  /** Is told of what went wrong after a part of the answer was sent. */
  void broken(Throwable failure) {
    site.failed(failure);
  }

  private Response internal(Throwable failure) {
    site.failed(failure);
    return Response.error(
        500, "internal", "the monitor failed: " + failure.getClass().getSimpleName(), "");
  }
}
