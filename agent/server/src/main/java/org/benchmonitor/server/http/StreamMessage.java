package org.benchmonitor.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One message, serialised once for all clients; immutable. */
public final class StreamMessage {
  /** The first byte of a frame that is a whole text message; RFC 6455, section 5.2. */
  private static final byte TEXT = (byte) 0x81;

  private static final int LONGEST_HEAD = 10;
  private static final int SHORT = 125;
  private static final byte IN_TWO_BYTES = 126;
  private static final byte IN_EIGHT_BYTES = 127;
  private static final int LONGEST_IN_TWO_BYTES = 0xFFFF;

  private final long sequence;
  private final String type;
  private final boolean full;
  private final byte[] frame;
  private final int head;

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
    ByteBuffer framed = ByteBuffer.allocate(LONGEST_HEAD + utf8.length).put(TEXT);
    if (utf8.length <= SHORT) {
      framed.put((byte) utf8.length);
    } else if (utf8.length <= LONGEST_IN_TWO_BYTES) {
      framed.put(IN_TWO_BYTES).putShort((short) utf8.length);
    } else {
      framed.put(IN_EIGHT_BYTES).putLong(utf8.length);
    }
    this.head = framed.position();
    framed.put(utf8);
    this.frame = Arrays.copyOf(framed.array(), framed.position());
  }

  /** Whether it is a full picture, after which nothing earlier is needed. */
  public boolean isFull() {
    return full;
  }

  /** What kind of message it is, as its field {@code type} says. */
  public String type() {
    return type;
  }

  /** The line of JSON. */
  public String text() {
    return new String(frame, head, frame.length - head, StandardCharsets.UTF_8);
  }

  /** The bytes that it holds. */
  public long bytes() {
    return 64L + frame.length;
  }

  /**
   * The message as a frame of a server's WebSocket, the same for all clients; not to be changed.
   */
  public byte[] frame() {
    return frame;
  }

  /** The message as a server-sent event. */
  public byte[] event() {
    byte[] before =
        ("id: " + sequence + "\nevent: " + type + "\ndata: ").getBytes(StandardCharsets.UTF_8);
    int length = frame.length - head;
    return ByteBuffer.allocate(before.length + length + 2)
        .put(before)
        .put(frame, head, length)
        .put((byte) '\n')
        .put((byte) '\n')
        .array();
  }
}
