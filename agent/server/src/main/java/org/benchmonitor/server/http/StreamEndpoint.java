package org.benchmonitor.server.http;

/** What is at the other end of the stream clients; called by their threads. */
public interface StreamEndpoint {
  /** A client has come. */
  void opened(StreamClient client);

  /** A client has sent a text. */
  void received(StreamClient client, String text);

  /** A client is gone. */
  void closed(StreamClient client);
}
