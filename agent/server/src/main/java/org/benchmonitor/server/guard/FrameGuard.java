package org.benchmonitor.server.guard;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes only short, whole, masked WebSocket frames on to the library, which would allocate any
 * length that a frame's head claims.
 *
 * <p>One thread. A refused frame ends the stream with an exception before any of its bytes is
 * passed on. Source: RFC 6455, section 5.2.
 */
final class FrameGuard extends FilterInputStream {
  private byte[] head = new byte[0];
  private int headAt;
  private long payloadLeft;

  FrameGuard(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int read = read(one, 0, 1);
    return read < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (headAt == head.length && payloadLeft == 0 && !readHead()) {
      return -1;
    }
    if (headAt < head.length) {
      int passed = Math.min(length, head.length - headAt);
      System.arraycopy(head, headAt, into, offset, passed);
      headAt += passed;
      return passed;
    }
    int read = in.read(into, offset, (int) Math.min(length, payloadLeft));
    if (read > 0) {
      payloadLeft -= read;
    }
    return read;
  }

  private boolean readHead() throws IOException {
    int first = in.read();
    if (first < 0) {
      return false;
    }
    int second = required();
    int opcode = first & 0x0F;
    boolean control = opcode >= 8;
    refuseIf((first & 0x70) != 0, "reserved bits are set");
    refuseIf((first & 0x80) == 0 || opcode == 0, "fragmented messages are not supported");
    refuseIf(opcode != 1 && opcode != 2 && (opcode < 8 || opcode > 10), "unknown opcode");
    refuseIf((second & 0x80) == 0, "a client's frames must be masked");
    int length = second & 0x7F;
    refuseIf(length == 127 || (control && length > 125), "the frame is too long");
    if (length == 126) {
      int high = required();
      int low = required();
      int real = high << 8 | low;
      refuseIf(real > Limits.LONGEST_FRAME, "the frame is too long");
      head = new byte[] {(byte) first, (byte) second, (byte) high, (byte) low};
      payloadLeft = real + 4L;
    } else {
      head = new byte[] {(byte) first, (byte) second};
      payloadLeft = length + 4L;
    }
    headAt = 0;
    return true;
  }

  private int required() throws IOException {
    int next = in.read();
    refuseIf(next < 0, "the stream ended within a frame");
    return next;
  }

  private static void refuseIf(boolean refused, String reason) throws IOException {
    if (refused) {
      throw new IOException(reason);
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
