package org.benchmonitor.server.http;

/** Answers requests; called by several threads at once. */
@FunctionalInterface
public interface Handler {
  /**
   * Answers one request.
   *
   * @throws HttpError to be answered as it says
   */
  Response handle(Request request);
}
