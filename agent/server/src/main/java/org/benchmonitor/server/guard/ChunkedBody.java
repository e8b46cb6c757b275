package org.benchmonitor.server.guard;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Sends a body of unknown length, with its head before the first byte; one thread.
 *
 * <p>Each array that it is given becomes a chunk. A client of HTTP/1.0, which knows no chunks, gets
 * the bytes alone, up to the end of the connection.
 *
 * <p>All writes together may take as long as the one of a whole answer may, so that a slow client
 * cannot hold the thread. What the server itself takes between two writes does not count.
 */
final class ChunkedBody extends OutputStream {
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

  private final Connection connection;
  private final OutputStream out;
  private final byte[] head;
  private final boolean chunks;
  private long leftNanos;
  private boolean begun;

  /**
   * Creates it before its first byte.
   *
   * @param head of the answer, with its blank line
   * @param chunks false for a client that does not know them
   */
  ChunkedBody(Connection connection, byte[] head, boolean chunks, Duration within) {
    this.connection = connection;
    this.out = connection.out();
    this.head = head;
    this.chunks = chunks;
    this.leftNanos = within.toNanos();
    connection.unbound();
  }

  /** Something that is written in time. */
  private interface Writing {
    void run() throws IOException;
  }

  private void inTime(Writing writing) throws IOException {
    if (connection.isClosed()) {
      // Nothing may have been written for long, so nothing has noticed.
      throw new SocketException("the connection has been closed");
    }
    if (leftNanos <= 0) {
      throw new SocketTimeoutException("the client is too slow");
    }
    long start = System.nanoTime();
    connection.bound(Duration.ofNanos(leftNanos));
    try {
      if (!begun) {
        begun = true;
        // Without chunks the end of the connection is the end of the answer, whoever closes it.
        connection.breakOnClose(!chunks);
        out.write(head);
      }
      writing.run();
    } finally {
      connection.unbound();
      leftNanos -= System.nanoTime() - start;
    }
  }

  /** Whether the client may have a part of the answer. */
  boolean isBegun() {
    return begun;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    // An empty chunk would be the last.
    if (length > 0) {
      inTime(() -> writeChunk(bytes, offset, length));
    }
  }

  private void writeChunk(byte[] bytes, int offset, int length) throws IOException {
    if (chunks) {
      out.write(Integer.toHexString(length).getBytes(StandardCharsets.US_ASCII));
      out.write(LINE_END);
    }
    out.write(bytes, offset, length);
    if (chunks) {
      out.write(LINE_END);
    }
  }

  @Override
  public void flush() throws IOException {
    inTime(out::flush);
  }

  /** Says that this was all. */
  void end() throws IOException {
    inTime(
        () -> {
          if (chunks) {
            out.write(LAST_CHUNK);
          }
          out.flush();
          connection.breakOnClose(false);
        });
  }
}
