package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A monitor on loopback that is reached by another port, and by another name. */
class ForwardingIT {
  private static final String GIVEN = "a-token-to-control-with";

  private static Host monitored(int version, String... options) {
    return Host.on(Jdk.of(version))
        .agent(Runs.concat(Runs.OPERATIONS, options))
        .sampleRunner("--workers=2", "--rate=200", "--duration=60s")
        .start();
  }

  /** A page's requests: one status for each way in, with and without the token. */
  private record Ways(HttpClient client, URI base, String token) {
    int get(String path, String origin, boolean withToken) {
      return status(request(path, origin, withToken).build());
    }

    int control(String origin) {
      return status(
          request("/api/status", origin, true)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build());
    }

    private HttpRequest.Builder request(String path, String origin, boolean withToken) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(base.resolve(path))
              .timeout(Duration.ofSeconds(20))
              .header("Origin", origin);
      return withToken ? request.header("Authorization", "Bearer " + token) : request;
    }

    private int status(HttpRequest request) {
      try {
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(request.uri().toString(), e);
      }
    }

    /** The first message, or the status of the refusal. */
    String socket(String origin, boolean withToken) {
      CompletableFuture<String> first = new CompletableFuture<>();
      WebSocket.Builder builder = client.newWebSocketBuilder().header("Origin", origin);
      if (withToken) {
        builder.header("Authorization", "Bearer " + token);
      }
      URI url = URI.create(base.toString().replaceFirst("^http", "ws") + "ws/metrics");
      try {
        WebSocket socket = builder.buildAsync(url, new FirstMessage(first)).join();
        first.orTimeout(20, TimeUnit.SECONDS).join();
        socket.abort();
        return first.join();
      } catch (CompletionException failed) {
        return failed.getCause() instanceof WebSocketHandshakeException refused
            ? Integer.toString(refused.getResponse().statusCode())
            : failed.toString();
      }
    }
  }

  private record FirstMessage(CompletableFuture<String> first) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean isLast) {
      first.complete(text.toString());
      socket.request(1);
      return CompletableFuture.completedStage(null);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aForwardedPortIsAnotherWayInAndThePagesOfOthersAreStillRefused(int version)
      throws IOException {
    try (Host host = monitored(version);
        Forwarder forwarder = Forwarder.plain()) {
      Api api = host.api();
      forwarder.to(api.base().getPort());
      for (String name : List.of("localhost", "127.0.0.1")) {
        URI base = URI.create("http://" + name + ":" + forwarder.port() + "/");
        Ways ways = new Ways(api.client(), base, api.token());
        String own = "http://" + name + ":" + forwarder.port();
        assertThat(ways.get("/api/status", own, false)).isEqualTo(200);
        // Let in, and there is nothing to be posted to.
        assertThat(ways.control(own)).isEqualTo(405);
        assertThat(ways.socket(own, false)).contains("\"hello\"");
        for (String foreign :
            List.of(
                "http://" + name + ":" + api.base().getPort(),
                "http://" + name + ":3000",
                "https://" + name + ":" + forwarder.port(),
                "http://evil.example:" + forwarder.port(),
                "http://evil.example",
                "null")) {
          assertThat(ways.get("/api/status", foreign, true)).as(foreign).isEqualTo(403);
          assertThat(ways.control(foreign)).as(foreign).isEqualTo(403);
          assertThat(ways.socket(foreign, true)).as(foreign).isEqualTo("403");
        }
      }
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void behindAProxyWithTlsEverythingNeedsTheTokenButThePage(int version, @TempDir Path directory)
      throws Exception {
    Path keys = ListenerIT.keyStore(directory);
    SSLContext tls = ListenerIT.serving(keys);
    HttpClient client = HttpClient.newBuilder().sslContext(ListenerIT.trusting(keys)).build();
    try (Forwarder proxy =
            new Forwarder(
                tls.getServerSocketFactory()
                    .createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Host host =
            monitored(
                version, "token=" + GIVEN, "public_url=https://localhost:" + proxy.port() + "/")) {
      Api local = host.api();
      proxy.to(local.base().getPort());
      URI base = URI.create("https://localhost:" + proxy.port() + "/");
      Ways ways = new Ways(client, base, GIVEN);
      String own = "https://localhost:" + proxy.port();
      for (String path : List.of("/api", "/api/status", "/api/stream", "/api/export", "/none")) {
        assertThat(ways.get(path, own, false)).as(path).isEqualTo(401);
      }
      assertThat(ways.get("/", own, false)).isEqualTo(200);
      assertThat(ways.get("/api/status", own, true)).isEqualTo(200);
      assertThat(ways.control(own)).isEqualTo(405);
      assertThat(ways.socket(own, false)).isEqualTo("401");
      assertThat(ways.socket(own, true)).contains("\"hello\"");
      for (String foreign : List.of("https://localhost", "https://evil.example", "null")) {
        assertThat(ways.get("/api/status", foreign, true)).as(foreign).isEqualTo(403);
        assertThat(ways.socket(foreign, true)).as(foreign).isEqualTo("403");
      }
      assertThat(local.base().getScheme()).isEqualTo("http");
      assertThat(local.get("/api/status").get("warnings")).isEmpty();
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aPublicUrlThatIsNoneIsOneLineAndNoName(int version) {
    try (Host host = monitored(version, "public_url=https://bench.example/monitor")) {
      host.api();
      assertThat(host.stderr().lines())
          .hasSize(2)
          .first()
          .asString()
          .contains("public_url=https://bench.example/monitor", "allowed is http://host");
    }
  }
}
