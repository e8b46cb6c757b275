package org.benchmonitor.server.http;

import java.net.InetAddress;

/** What the guard serves: access control, the routes, the stream. */
public interface WebApplication {
  /**
   * The one choke point before every route, the upgrade and the stream included.
   *
   * @param client where the request comes from
   * @throws HttpError if the request is not let in
   */
  void check(Request request, InetAddress client);

  Handler handler();

  /** Whether the request asks for server-sent events. */
  boolean isEventStream(Request request);

  /** Whether the path is that of the WebSocket. */
  boolean isWebSocket(Request request);

  StreamEndpoint stream();

  /** Is told of what went wrong while an answer was made, other than the client's connection. */
  default void failed(Throwable failure) {}

  /** Adds what every answer carries. */
  Response secure(Response response);
}
