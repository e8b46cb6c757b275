package org.benchmonitor.server.guard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.benchmonitor.server.http.HttpError;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of a request up to its blank line, within a bound of bytes and of time.
 *
 * <p>The library would serve a truncated head, again and again, if the guard passed one on.
 */
final class HeadReader {
  private final Connection connection;
  private final Limits limits;

  HeadReader(Connection connection, Limits limits) {
    this.connection = connection;
    this.limits = limits;
  }

  /**
   * Returns the bytes of the next head, or null if the client has gone, has fallen silent or was
   * too slow.
   *
   * @throws HttpError if the head is too long
   */
  byte @Nullable [] read() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream(512);
    try {
      connection.setIdle(true);
      int first = connection.read(limits.idle());
      if (first < 0) {
        return null;
      }
      long deadline = System.nanoTime() + limits.header().toNanos();
      head.write(first);
      int matched = 0;
      while (matched < 4) {
        int next = connection.read(Duration.ofNanos(deadline - System.nanoTime()));
        if (next < 0) {
          return null;
        }
        if (head.size() >= Limits.LONGEST_HEADER) {
          throw new HttpError(
              431,
              "head_too_long",
              "the head is longer than " + Limits.LONGEST_HEADER + " bytes",
              "send fewer or shorter headers");
        }
        head.write(next);
        matched = matched(matched, next);
      }
      connection.setIdle(false);
      return head.toByteArray();
    } catch (SocketTimeoutException tooSlow) {
      return null;
    }
  }

  /** How much of CR LF CR LF has been seen. */
  private static int matched(int before, int next) {
    boolean wanted = next == (before % 2 == 0 ? '\r' : '\n');
    return wanted ? before + 1 : next == '\r' ? 1 : 0;
  }
}
