package org.benchmonitor.server.http;

/** Answers requests; several threads call it at once. */
@FunctionalInterface
public interface Handler {
  /**
   * Answers one request.
   *
   * @throws HttpError to be answered as it says
   */
  Response handle(Request request);
}
