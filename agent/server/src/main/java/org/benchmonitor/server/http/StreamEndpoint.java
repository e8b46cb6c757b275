package org.benchmonitor.server.http;

/** Receives what stream clients send; called by their threads. */
public interface StreamEndpoint {
  /** A client has come. */
  void opened(StreamClient client);

  /** A client has sent a text. */
  void received(StreamClient client, String text);

  /** A client is gone. */
  void closed(StreamClient client);
}
