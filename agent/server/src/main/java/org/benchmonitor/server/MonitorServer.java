package org.benchmonitor.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.benchmonitor.run.thread.Loop;
import org.benchmonitor.run.thread.Rest;
import org.benchmonitor.run.thread.ThreadMaker;
import org.benchmonitor.server.access.AccessControl;
import org.benchmonitor.server.access.ListenerSettings;
import org.benchmonitor.server.api.ApiContext;
import org.benchmonitor.server.api.ApiRoutes;
import org.benchmonitor.server.api.StreamHub;
import org.benchmonitor.server.guard.GuardedServer;
import org.benchmonitor.server.guard.Limits;
import org.benchmonitor.server.http.Handler;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;
import org.benchmonitor.server.http.StreamEndpoint;
import org.benchmonitor.server.http.WebApplication;
import org.jspecify.annotations.Nullable;

/**
 * The monitor's server: finds a port and serves the API, the stream and the page.
 *
 * <p>The agent's own threads start and close it. A taken port is never the host's problem: the
 * server binds an ephemeral one instead, never a neighbouring one, which the host or a later
 * program may want. If that fails too, it tries again in the background.
 */
public final class MonitorServer implements WebApplication, AutoCloseable {
  /** An ephemeral port that is free at one loopback address may be taken at the other. */
  private static final int EPHEMERAL_TRIES = 8;

  private static final long FIRST_RETRY_NANOS = 2_000_000_000L;
  private static final long LONGEST_RETRY_NANOS = 60_000_000_000L;
  private static final long POLL_NANOS = 5_000_000;
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'"
          + " data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final ListenerSettings settings;
  private final StaticFiles files = StaticFiles.load();
  private final Router router = new Router(files);
  private final ApiContext context;
  private final StreamHub hub;
  private final Limits limits;
  private final ThreadMaker threads;
  private volatile @Nullable AccessControl accessControl;
  private volatile @Nullable GuardedServer server;
  private volatile long streamBytes = 4 << 20;
  private volatile List<String> warnings = List.of();
  private volatile List<String> notes = List.of();
  private volatile boolean closed;
  private volatile boolean refusing;

  /** Makes the server; nothing is bound yet. */
  public MonitorServer(
      ListenerSettings settings,
      ApiContext context,
      StreamHub hub,
      Limits limits,
      ThreadMaker threads) {
    this.settings = settings;
    this.context = context;
    this.hub = hub;
    this.limits = limits;
    this.threads = threads;
    new ApiRoutes(context).addTo(router);
  }

  /**
   * Binds the port, or a free one instead. If that fails, for example because of the address, tries
   * again in the background. Once this has been closed, nothing is bound and nobody is told.
   *
   * @param onBound told once where the server is
   * @param onTrouble told once why it is not there
   */
  public void start(Consumer<URI> onBound, Consumer<String> onTrouble) {
    Optional<SSLContext> tls;
    try {
      tls = settings.tls();
    } catch (GeneralSecurityException | IOException unusable) {
      // No fallback to plain HTTP: whoever asks for TLS relies on it.
      onTrouble.accept(String.valueOf(unusable.getMessage()));
      return;
    }
    String trouble = tryAll(tls, onBound);
    if (trouble != null) {
      onTrouble.accept(trouble + "; retrying");
      threads.loop("monitor-http-bind", new Retrying(tls, onBound)).start();
    }
  }

  /** Tries again for a port, at growing intervals, until one is bound. */
  private final class Retrying implements Loop {
    private final Optional<SSLContext> tls;
    private final Consumer<URI> onBound;
    private long waitNanos = FIRST_RETRY_NANOS;
    private boolean bound;

    private Retrying(Optional<SSLContext> tls, Consumer<URI> onBound) {
      this.tls = tls;
      this.onBound = onBound;
    }

    @Override
    public boolean isOver() {
      return bound || closed;
    }

    @Override
    public void turn() {
      Rest.nanos(waitNanos);
      waitNanos = Math.min(LONGEST_RETRY_NANOS, waitNanos * 2);
      bound = server != null || closed || tryAll(tls, onBound) == null;
    }
  }

  /** Returns null once bound, else why not. */
  private @Nullable String tryAll(Optional<SSLContext> tls, Consumer<URI> onBound) {
    String host = settings.address().host();
    List<InetAddress> addresses;
    try {
      addresses = settings.addresses();
    } catch (UnknownHostException e) {
      return "the address " + host + " is unknown";
    }
    int port = settings.address().port();
    notes = List.of();
    String last = tryPort(port, tls, addresses, onBound);
    if (last != null && port != 0) {
      notes =
          List.of(
              "Port "
                  + port
                  + " could not be bound ("
                  + last
                  + "); the page uses a free port instead");
    }
    for (int i = 0; i < EPHEMERAL_TRIES && last != null; i++) {
      last = tryPort(0, tls, addresses, onBound);
    }
    return last == null
        ? null
        : "no port can be bound at " + settings.address() + " (" + last + ")";
  }

  /** Returns null once bound, else why not. */
  private @Nullable String tryPort(
      int port, Optional<SSLContext> tls, List<InetAddress> addresses, Consumer<URI> onBound) {
    GuardedServer fresh = new GuardedServer(limits, this, tls, threads);
    fresh.limitStreams(streamBytes);
    // Before it starts: a close meanwhile must find it, or the JVM would end with a thread that
    // accepts, and wait for that one.
    server = fresh;
    try {
      int bound = closed ? 0 : fresh.start(addresses, port);
      if (!closed) {
        open(fresh.isWhole(), addresses.get(0), bound, onBound);
        return null;
      }
      fresh.close(Duration.ZERO);
      return null;
    } catch (IOException taken) {
      server = null;
      fresh.close(Duration.ZERO);
      return closed ? null : String.valueOf(taken.getMessage());
    } catch (RuntimeException | Error failure) {
      server = null;
      fresh.close(Duration.ZERO);
      throw failure;
    }
  }

  private void open(boolean whole, InetAddress address, int port, Consumer<URI> onBound) {
    accessControl = AccessControl.of(settings, address, port, files::has);
    warnings = settings.warnings(address, port);
    onBound.accept(settings.url(whole, address, port));
  }

  /** What the user should know about who can connect; a sentence each. */
  public List<String> warnings() {
    return warnings;
  }

  /** What else the user may want to know about its address; a sentence each. */
  public List<String> notes() {
    return notes;
  }

  /** Connections that are handled or waiting. */
  public int connections() {
    GuardedServer running = server;
    return running == null ? 0 : running.handlers();
  }

  /** Stream clients now. */
  public int streams() {
    GuardedServer running = server;
    return running == null ? 0 : running.streams();
  }

  /** Bounds what waits for all stream clients together; call it before the start. */
  public void limitStreams(long bytes) {
    streamBytes = bytes;
  }

  /** The bytes that wait for stream clients. */
  public long streamBytes() {
    GuardedServer running = server;
    return running == null ? 0 : running.streamBytes();
  }

  /** Messages that slow stream clients missed. */
  public long dropped() {
    GuardedServer running = server;
    return running == null ? 0 : running.dropped();
  }

  @Override
  public void check(Request request, InetAddress client) {
    AccessControl open = accessControl;
    if (refusing) {
      throw new HttpError(
          503,
          "no_room",
          "the host's memory is nearly full; the monitor counts on, but answers nothing",
          "ask again later");
    }
    if (open == null) {
      // The port is bound a moment before the access control exists.
      throw new HttpError(503, "starting", "the monitor is starting", "ask again in a second");
    }
    open.check(request, client);
  }

  /** Whether large answers are made, as long as anything is answered. */
  public void allowLargeAnswers(boolean any) {
    context.largeAnswers().allow(any);
  }

  /** Ends the streams and answers nothing but that there is no room, until told otherwise. */
  public void refuse(boolean everything) {
    refusing = everything;
    if (everything) {
      hub.stop();
    }
  }

  @Override
  public void failed(Throwable failure) {
    context.jvm().log().warn("an answer could not be made: " + failure);
  }

  @Override
  public Handler handler() {
    return router;
  }

  @Override
  public boolean isEventStream(Request request) {
    return request.path().equals("/api/stream") && request.method().equals("GET");
  }

  @Override
  public boolean isWebSocket(Request request) {
    return request.path().equals("/ws/metrics");
  }

  @Override
  public StreamEndpoint stream() {
    return hub;
  }

  @Override
  public Response secure(Response response) {
    Response secured =
        response
            .with("Content-Security-Policy", POLICY)
            .with("X-Content-Type-Options", "nosniff")
            .with("X-Frame-Options", "DENY")
            .with("Referrer-Policy", "no-referrer")
            .with("Cross-Origin-Resource-Policy", "same-origin");
    if (response.status() == 401) {
      secured = secured.with("WWW-Authenticate", "Bearer");
    }
    return secured.headers().containsKey("Cache-Control")
        ? secured
        : secured.with("Cache-Control", "no-store");
  }

  private boolean isQuiet() {
    GuardedServer running = server;
    return running == null || running.isQuiet();
  }

  /** Ends the streams, waits at most this long for what is being written, then closes. */
  public void closeGently(long longestMillis) {
    hub.stop();
    context.largeAnswers().hurry();
    long deadline = System.nanoTime() + longestMillis * 1_000_000;
    while ((streams() > 0 || !isQuiet()) && System.nanoTime() < deadline) {
      Rest.nanos(POLL_NANOS);
    }
    closed = true;
    GuardedServer running = server;
    if (running != null) {
      running.close(Duration.ofMillis(50));
    }
  }

  @Override
  public void close() {
    closed = true;
    hub.stop();
    GuardedServer running = server;
    if (running != null) {
      running.close();
    }
  }
}
