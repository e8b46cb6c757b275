package org.benchmonitor.server.http;

import java.nio.charset.StandardCharsets;

/** One message, serialised once for all clients; immutable. */
public final class StreamMessage {
  private final long sequence;
  private final String type;
  private final boolean full;
  private final String json;

  /**
   * Makes one that adds to what was sent before.
   *
   * @param utf8 one line of JSON
   */
  public StreamMessage(long sequence, String type, byte[] utf8) {
    this(sequence, type, false, utf8);
  }

  /**
   * Makes it.
   *
   * @param full whether it replaces all that was sent before
   * @param utf8 one line of JSON
   */
  public StreamMessage(long sequence, String type, boolean full, byte[] utf8) {
    this.sequence = sequence;
    this.type = type;
    this.full = full;
    this.json = new String(utf8, StandardCharsets.UTF_8);
  }

  /** Whether it is a full picture, after which nothing earlier is needed. */
  public boolean isFull() {
    return full;
  }

  /** The bytes that it holds; ASCII, as the JSON of messages is. */
  public long bytes() {
    return 64L + json.length();
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
