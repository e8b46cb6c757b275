package org.benchmonitor.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.benchmonitor.server.api.ApiContext;
import org.benchmonitor.server.api.ApiRoutes;
import org.benchmonitor.server.api.StreamHub;
import org.benchmonitor.server.guard.GuardedServer;
import org.benchmonitor.server.guard.Limits;
import org.benchmonitor.server.http.Handler;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;
import org.benchmonitor.server.http.Site;
import org.benchmonitor.server.http.StreamEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * The monitor's server: finds a port, serves the API, the stream and the page.
 *
 * <p>Started, and closed, by the agent's own threads. A port that is taken is never the host's
 * problem: the next ones are tried, then all of them again in the background.
 */
public final class MonitorServer implements Site, AutoCloseable {
  private static final int FURTHER_PORTS = 20;
  private static final long FIRST_RETRY_NANOS = 2_000_000_000L;
  private static final long LONGEST_RETRY_NANOS = 60_000_000_000L;
  private static final byte[] LOOPBACK_6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'"
          + " data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final String host;
  private final int port;
  private final HostCheck check;
  private final Router router = new Router(StaticFiles.load());
  private final StreamHub hub;
  private final Limits limits;
  private volatile @Nullable GuardedServer server;
  private volatile boolean closed;

  /**
   * Makes the server; nothing is bound yet.
   *
   * @param host a loopback name or an address of this machine
   * @param port 0 to 65535; 0 is any free one
   */
  public MonitorServer(String host, int port, ApiContext context, StreamHub hub, Limits limits) {
    this.host = host;
    this.port = port;
    this.hub = hub;
    this.limits = limits;
    this.check = new HostCheck(names(host));
    new ApiRoutes(context).addTo(router);
  }

  private static boolean isLocalhost(String host) {
    return host.isEmpty() || host.equalsIgnoreCase("localhost");
  }

  private static Set<String> names(String host) {
    if (isLocalhost(host)) {
      return Set.of("localhost", "127.0.0.1", "[::1]");
    }
    String name = host.toLowerCase(Locale.ROOT);
    return Set.of(name.indexOf(':') >= 0 ? "[" + name + "]" : name);
  }

  /**
   * Binds a port now or, if none is free, again and again in the background.
   *
   * @param onBound told once where the server is
   * @param onTrouble told once why it is not there yet
   */
  public void start(Consumer<URI> onBound, Consumer<String> onTrouble) {
    hub.start();
    String trouble = tryAll(onBound);
    if (trouble != null) {
      onTrouble.accept(trouble);
      Thread retrying = new Thread(() -> retry(onBound), "monitor-http-bind");
      retrying.setDaemon(true);
      retrying.start();
    }
  }

  private void retry(Consumer<URI> onBound) {
    long wait = FIRST_RETRY_NANOS;
    do {
      LockSupport.parkNanos(wait);
      wait = Math.min(LONGEST_RETRY_NANOS, wait * 2);
    } while (!closed && tryAll(onBound) != null);
  }

  /** Returns null once bound, else why not. */
  private @Nullable String tryAll(Consumer<URI> onBound) {
    List<InetAddress> addresses;
    try {
      addresses = addresses();
    } catch (UnknownHostException e) {
      return "the address " + host + " is not known";
    }
    if (!addresses.get(0).isLoopbackAddress()) {
      // Nobody is asked for a secret here, so nobody else may come in.
      return "the address " + host + " is not a loopback address, and only those are served";
    }
    IOException last = null;
    int lastPort = port == 0 ? 0 : Math.min(65_535, port + FURTHER_PORTS);
    for (int candidate = port; candidate <= lastPort; candidate++) {
      GuardedServer fresh = new GuardedServer(limits, this);
      try {
        int bound = fresh.start(addresses, candidate);
        check.servesAt(bound);
        server = fresh;
        onBound.accept(URI.create("http://" + shownHost() + ":" + bound + "/"));
        return null;
      } catch (IOException taken) {
        last = taken;
        fresh.close(Duration.ZERO);
      }
    }
    return "no port can be bound at "
        + shownHost()
        + ":"
        + port
        + (last == null ? "" : " (" + last.getMessage() + ")");
  }

  private String shownHost() {
    return isLocalhost(host) ? "localhost" : host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }

  private List<InetAddress> addresses() throws UnknownHostException {
    return isLocalhost(host)
        ? List.of(
            InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1}),
            InetAddress.getByAddress("localhost", LOOPBACK_6))
        : List.of(InetAddress.getAllByName(host)[0]);
  }

  /** Connections that are handled or wait to be. */
  public int connections() {
    GuardedServer running = server;
    return running == null ? 0 : running.handlers();
  }

  /** Stream clients now. */
  public int streams() {
    GuardedServer running = server;
    return running == null ? 0 : running.streams();
  }

  /** Messages that slow stream clients missed. */
  public long dropped() {
    GuardedServer running = server;
    return running == null ? 0 : running.dropped();
  }

  @Override
  public void check(Request request) {
    check.check(request);
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
    return secured.headers().containsKey("Cache-Control")
        ? secured
        : secured.with("Cache-Control", "no-store");
  }

  private boolean isQuiet() {
    GuardedServer running = server;
    return running == null || running.isQuiet();
  }

  /** Ends the streams, waits at most so long for what is being written, then closes. */
  public void closeGently(long longestMillis) throws InterruptedException {
    hub.stop();
    long deadline = System.nanoTime() + longestMillis * 1_000_000;
    while ((streams() > 0 || !isQuiet()) && System.nanoTime() < deadline) {
      Thread.sleep(5);
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
