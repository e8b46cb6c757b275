package org.benchmonitor.server.http;

import java.nio.charset.StandardCharsets;

/** One message, serialised once for all clients; immutable. */
public final class StreamMessage {
  private final long sequence;
  private final String type;
  private final String json;

  /**
   * Makes it.
   *
   * @param utf8 one line of JSON
   */
  public StreamMessage(long sequence, String type, byte[] utf8) {
    this.sequence = sequence;
    this.type = type;
    this.json = new String(utf8, StandardCharsets.UTF_8);
  }

  /** The message as the text of a WebSocket frame. */
  public String text() {
    return json;
  }

  /** The message as a server-sent event. */
  public byte[] event() {
    return ("id: " + sequence + "\nevent: " + type + "\ndata: " + json + "\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
