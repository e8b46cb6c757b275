package org.benchmonitor.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.thread.DaemonThreads;
import org.benchmonitor.run.timeline.RetainedRuns;
import org.benchmonitor.server.access.ListenerSettings;
import org.benchmonitor.server.api.ApiContext;
import org.benchmonitor.server.api.Contexts;
import org.benchmonitor.server.api.StreamHub;
import org.benchmonitor.server.guard.Limits;
import org.benchmonitor.setup.config.BindAddress;
import org.benchmonitor.setup.config.PublicUrl;
import org.benchmonitor.setup.config.Secret;
import org.benchmonitor.setup.config.Tokens;

/** The monitor's server with one snapshot behind it, on a free port, and its clients. */
public final class TestServer implements AutoCloseable {
  public static final String CONTROL = "the-token-that-controls";
  public static final String READ_ONLY = "the-token-that-reads";

  public static final PublicUrl PUBLIC = new PublicUrl(true, "bench.example");

  /** Stream clients that are gone are noticed soon. */
  public static final Limits LIMITS =
      new Limits(
          64,
          64,
          64,
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofMillis(50),
          8);

  private final MonitorServer server;
  private final URI url;

  public TestServer(String host) {
    this(settings(host, Optional.empty(), Optional.empty()));
  }

  public TestServer(ListenerSettings settings) {
    server = server(settings);
    CompletableFuture<URI> bound = new CompletableFuture<>();
    server.start(bound::complete, why -> bound.completeExceptionally(new IOException(why)));
    try {
      url = bound.get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      server.close();
      throw new AssertionError(e);
    }
  }

  public static ListenerSettings settings(
      String host, Optional<Path> keyStore, Optional<String> password) {
    Tokens tokens = new Tokens(new Secret(CONTROL), Optional.of(new Secret(READ_ONLY)));
    return new ListenerSettings(
        new BindAddress(host, 0), tokens, keyStore, password.map(Secret::new), Optional.of(PUBLIC));
  }

  public static MonitorServer server(ListenerSettings settings) {
    RetainedRuns runs = Snapshots.liveRuns();
    runs.onSnapshot(Snapshots.running());
    ApiContext context = new ApiContext(runs, Contexts.jvm());
    DaemonThreads threads = new DaemonThreads((thread, failure) -> {});
    return new MonitorServer(settings, context, new StreamHub(context), LIMITS, threads);
  }

  public URI url() {
    return url;
  }

  public int port() {
    return url.getPort();
  }

  public MonitorServer server() {
    return server;
  }

  /** Sends a head, and the answer's first bytes up to the end of its head. */
  public String head(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return head(socket.getInputStream());
    }
  }

  public static String head(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      text.append((char) next);
    }
    // A refusal's body, all of it: nothing secret may be in there.
    int at = text.indexOf("Content-Length: ");
    if (at >= 0) {
      int length = Integer.parseInt(text.substring(at + 16, text.indexOf("\r\n", at)));
      text.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  @Override
  public void close() {
    server.close();
  }
}
