package org.benchmonitor.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.benchmonitor.config.BindAddress;
import org.benchmonitor.config.PublicUrl;
import org.benchmonitor.config.Secret;
import org.benchmonitor.config.Tokens;
import org.benchmonitor.export.HostFacts;
import org.benchmonitor.export.ServerState;
import org.benchmonitor.export.Snapshots;
import org.benchmonitor.log.AgentLog;
import org.benchmonitor.log.Level;
import org.benchmonitor.model.InstrumentationReport;
import org.benchmonitor.model.RunControl;
import org.benchmonitor.server.api.ApiContext;
import org.benchmonitor.server.api.NoAttachment;
import org.benchmonitor.server.api.StreamHub;
import org.benchmonitor.server.guard.Limits;
import org.benchmonitor.store.Merging;
import org.benchmonitor.store.Sessions;
import org.benchmonitor.thread.AgentThreads;

/** The monitor's server with one snapshot behind it, on a free port, and its clients. */
final class TestServer implements AutoCloseable {
  static final String CONTROL = "the-token-that-controls";
  static final String READ_ONLY = "the-token-that-reads";

  static final PublicUrl PUBLIC = new PublicUrl(true, "bench.example");

  /** Stream clients that are gone are noticed soon. */
  static final Limits LIMITS =
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

  TestServer(String host) {
    this(door(host, Optional.empty(), Optional.empty()));
  }

  TestServer(Door door) {
    server = server(door);
    CompletableFuture<URI> bound = new CompletableFuture<>();
    server.start(bound::complete, why -> bound.completeExceptionally(new IOException(why)));
    try {
      url = bound.get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      server.close();
      throw new AssertionError(e);
    }
  }

  static Door door(String host, Optional<Path> keyStore, Optional<String> password) {
    Tokens tokens = new Tokens(new Secret(CONTROL), Optional.of(new Secret(READ_ONLY)));
    return new Door(
        new BindAddress(host, 0), tokens, keyStore, password.map(Secret::new), Optional.of(PUBLIC));
  }

  static MonitorServer server(Door door) {
    Sessions store = new Sessions(new Merging(2), Duration.ofHours(1), Duration.ofSeconds(1));
    store.onSnapshot(Snapshots.running());
    ApiContext context =
        new ApiContext(
            store,
            List::of,
            new AgentLog(Level.INFO, InstantSource.system()),
            new HostFacts("1", 1, "", "", "", "", null, null, null, Duration.ofSeconds(1), true),
            () -> InstrumentationReport.EMPTY,
            () -> ServerState.NONE,
            2,
            (action, by) -> RunControl.Answer.DONE,
            new NoAttachment());
    AgentThreads threads = new AgentThreads((thread, failure) -> {});
    return new MonitorServer(door, context, new StreamHub(context, threads), LIMITS, threads);
  }

  URI url() {
    return url;
  }

  int port() {
    return url.getPort();
  }

  MonitorServer server() {
    return server;
  }

  /** Sends a head, and the answer's first bytes up to the end of its head. */
  String head(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return head(socket.getInputStream());
    }
  }

  static String head(InputStream in) throws IOException {
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
