package org.benchmonitor.host.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import org.benchmonitor.setup.config.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Sends bodies to one URL by POST, and asks the receiver to close each connection. One thread
 * sends; any thread may end what is being sent.
 *
 * <p>A redirect is not followed, and nothing is sent twice. No timeout of the JDK ends a write: a
 * receiver that accepts a connection and reads nothing holds the sender until {@link
 * Sending#abort}, and with TLS beyond it. The host's own proxies, cookies and authenticators apply,
 * as the JDK has them.
 */
public final class HttpPost {
  private static final int LONGEST_ANSWER = 1 << 16;

  /** The status has said all that matters. */
  private static final long LONGEST_BODY_NANOS = 1_000_000_000L;

  /**
   * What was answered.
   *
   * @param retryAfter the header of this name; empty if there is none
   * @param body the first 64 KB of it, or what came within a second; empty if it is not read
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares answers
  public record Answer(int status, String retryAfter, byte[] body) {
    /** Whether the body was taken. */
    public boolean isAccepted() {
      return status / 100 == 2;
    }
  }

  /** One body on its way; any thread. */
  public static final class Sending {
    private final HttpURLConnection connection;
    private final long since = System.nanoTime();
    private volatile boolean aborted;

    private Sending(HttpURLConnection connection) {
      this.connection = connection;
    }

    /** How long it has taken until now. */
    public long nanos() {
      return System.nanoTime() - since;
    }

    /** Whether it began before a time of {@link System#nanoTime}. */
    public boolean isOlderThan(long nanoTime) {
      return since - nanoTime < 0;
    }

    public boolean isAborted() {
      return aborted;
    }

    /** Lets it end as soon as it waits for nothing any more; returns at once. */
    public void giveUp() {
      aborted = true;
    }

    /** Ends it; where it uses TLS, this may wait for what is being written. */
    public void abort() {
      giveUp();
      connection.disconnect();
    }

    /** The JDK connects again after a disconnect, and its streams swallow what has gone wrong. */
    private void check() throws IOException {
      if (aborted) {
        throw new IOException("it took too long");
      }
    }
  }

  private final String url;
  private final String contentType;
  private final Map<String, Secret> headers;
  private final boolean readsAnswers;
  private volatile @Nullable Sending current;
  private volatile boolean ended;

  /**
   * Makes it; nothing is connected.
   *
   * @param headers beside its own
   * @param readsAnswers whether answers have their bodies
   */
  public HttpPost(
      String url, String contentType, Map<String, Secret> headers, boolean readsAnswers) {
    this.url = url;
    this.contentType = contentType;
    this.headers = headers;
    this.readsAnswers = readsAnswers;
  }

  /** What is being sent now; null if nothing is. */
  public @Nullable Sending sending() {
    return current;
  }

  /** Sends nothing from now on; what is being sent is not ended by it. */
  public void end() {
    ended = true;
  }

  /**
   * Sends a body.
   *
   * @param timeoutMillis for the connection, and for each read
   * @throws IOException if there was no answer, or it was aborted
   */
  public Answer send(byte[] body, int timeoutMillis) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    Sending sending = new Sending(connection);
    current = sending;
    try {
      if (ended) {
        // Whoever ends it either sees this one or is seen by it.
        throw new IOException("the program has ended");
      }
      prepare(connection, body.length, timeoutMillis);
      connection.connect();
      sending.check();
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      sending.check();
      return answer(connection);
    } catch (IOException | RuntimeException failure) {
      // Without a connection, the JDK's own code throws anything.
      sending.check();
      throw failure;
    } finally {
      current = null;
      connection.disconnect();
    }
  }

  private void prepare(HttpURLConnection connection, int length, int timeoutMillis)
      throws IOException {
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(timeoutMillis);
    connection.setReadTimeout(timeoutMillis);
    connection.setUseCaches(false);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    // Also keeps the JDK from sending it again by itself.
    connection.setFixedLengthStreamingMode(length);
    // Kept connections are shared with the host's own, and watched by a thread of the JDK.
    connection.setRequestProperty("Connection", "close");
    connection.setRequestProperty("Content-Type", contentType);
    connection.setRequestProperty("User-Agent", "bench-monitor");
    headers.forEach((name, value) -> connection.setRequestProperty(name, value.text()));
  }

  private Answer answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    String retryAfter = connection.getHeaderField("Retry-After");
    return new Answer(
        status,
        retryAfter == null ? "" : retryAfter,
        readsAnswers ? body(connection, status) : new byte[0]);
  }

  /** What comes late, or not at all, changes nothing. */
  private static byte[] body(HttpURLConnection connection, int status) {
    long until = System.nanoTime() + LONGEST_BODY_NANOS;
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] some = new byte[1024];
    boolean isError = status >= HttpURLConnection.HTTP_BAD_REQUEST;
    try (InputStream in = isError ? connection.getErrorStream() : connection.getInputStream()) {
      int length = in == null ? -1 : in.read(some);
      while (length >= 0) {
        read.write(some, 0, length);
        boolean isEnough = read.size() >= LONGEST_ANSWER || System.nanoTime() - until >= 0;
        length = isEnough ? -1 : in.read(some);
      }
      return read.toByteArray();
    } catch (IOException late) {
      return read.toByteArray();
    }
  }
}
