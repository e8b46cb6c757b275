package org.benchmonitor.host.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.thread.DaemonThreads;
import org.benchmonitor.setup.config.HttpUrl;
import org.benchmonitor.setup.config.Secret;
import org.benchmonitor.setup.log.AgentLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WebhookSenderTest {
  private static final String PATH = "/services/T0-secret";

  private final AgentLog log = new AgentLog(LogLevel.DEBUG, InstantSource.system());
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
  private final ExecutorService handlers = Executors.newCachedThreadPool();
  private HttpServer receiver;
  private WebhookSender sender;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(handlers);
    receiver.createContext("/", this::receive);
    receiver.start();
    sender = sender(receiver.getAddress().getPort(), 1_000_000, 5_000);
  }

  private WebhookSender sender(int port, long firstPauseNanos, int timeoutMillis) {
    String url = "http://127.0.0.1:" + port + PATH;
    return new WebhookSender(
        new HttpUrl(new Secret(url), "127.0.0.1"),
        () -> "http://localhost:9090/",
        new DaemonThreads((thread, failure) -> received.add("failed: " + failure)),
        log,
        firstPauseNanos,
        timeoutMillis);
  }

  @AfterEach
  void stop() {
    sender.close(System.nanoTime());
    receiver.stop(0);
    handlers.shutdownNow();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      received.add(
          exchange.getRequestURI().getPath()
              + " "
              + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      Integer answer = answers.poll();
      exchange.getResponseHeaders().add("Location", "/elsewhere");
      exchange.sendResponseHeaders(answer == null ? 200 : answer, -1);
    }
  }

  private String next() throws InterruptedException {
    String next = received.poll(20, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  private boolean close(long millis) {
    return sender.close(System.nanoTime() + millis * 1_000_000);
  }

  private List<String> warnings() {
    return log.entries(LogLevel.WARN, 100).stream().map(entry -> entry.message()).toList();
  }

  @Test
  void aChangeIsSentAsAlertmanagerDoes() throws InterruptedException {
    sender.offer(Changes.broken());
    String request = next();
    assertThat(request).startsWith(PATH + " ");
    JsonNode body =
        Json.read(request.substring(PATH.length() + 1).getBytes(StandardCharsets.UTF_8));
    assertThat(body.path("version").asString()).isEqualTo("4");
    assertThat(body.path("status").asString()).isEqualTo("firing");
    assertThat(body.path("commonLabels").path("alertname").asString()).isEqualTo("slow");
    assertThat(body.path("externalURL").asString()).isEqualTo("http://localhost:9090/");
    JsonNode alert = body.path("alerts").get(0);
    assertThat(alert.path("labels").path("operation").asString()).isEqualTo("read");
    assertThat(alert.path("annotations").path("summary").asString()).startsWith("slow: broken, 83");
    assertThat(alert.path("startsAt").asString()).isEqualTo("2026-01-18T15:30:45.120Z");
    assertThat(alert.path("endsAt").asString()).isEqualTo("0001-01-01T00:00:00Z");
    assertThat(alert.path("fingerprint").asString()).hasSize(16);

    List<AlertChange> both = Changes.of("slow=p99 of read < 50ms over 1s", 83, 10);
    sender.offer(both.get(1));
    JsonNode resolved =
        Json.read(next().substring(PATH.length() + 1).getBytes(StandardCharsets.UTF_8))
            .path("alerts")
            .get(0);
    assertThat(resolved.path("status").asString()).isEqualTo("resolved");
    assertThat(resolved.path("startsAt").asString()).isEqualTo("2026-01-18T15:30:45.120Z");
    assertThat(resolved.path("endsAt").asString()).isEqualTo("2026-01-18T15:30:46.120Z");
    assertThat(resolved.path("fingerprint")).isEqualTo(alert.path("fingerprint"));
    assertThat(close(10_000)).isTrue();
    assertThat(warnings()).isEmpty();
  }

  @Test
  void aReceiverThatFailsIsAskedAgain() throws InterruptedException {
    answers.addAll(List.of(503, 429, 200));
    sender.offer(Changes.broken());
    next();
    next();
    next();
    assertThat(close(10_000)).isTrue();
    assertThat(received).isEmpty();
    assertThat(warnings()).isEmpty();
  }

  @Test
  void whatWillNotChangeIsNotTriedAgain() throws InterruptedException {
    answers.addAll(List.of(404));
    sender.offer(Changes.broken());
    next();
    assertThat(close(10_000)).isTrue();
    assertThat(received).isEmpty();
    assertThat(warnings()).singleElement().asString().endsWith(": it answered 404");
  }

  @Test
  void aRedirectIsNotFollowed() throws InterruptedException {
    answers.add(307);
    sender.offer(Changes.broken());
    assertThat(next()).startsWith(PATH);
    assertThat(close(10_000)).isTrue();
    assertThat(received).isEmpty();
    assertThat(warnings())
        .singleElement()
        .asString()
        .startsWith("the webhook at 127.0.0.1 was not told of 'slow: broken, 83")
        .endsWith("it answered 307")
        .doesNotContain("secret");
  }

  @Test
  void aReceiverThatHangsHoldsNobody() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      sender = sender(silent.getLocalPort(), 1_000_000, 5_000);
      long begun = System.nanoTime();
      for (int i = 0; i < 300; i++) {
        sender.offer(Changes.broken());
      }
      assertThat(close(300)).isFalse();
      assertThat(System.nanoTime() - begun).isLessThan(4_000_000_000L);
    }
  }

  @Test
  void aReceiverThatIsNotThereIsSaid() throws IOException, InterruptedException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    sender = sender(port, 1_000_000, 5_000);
    sender.offer(Changes.broken());
    awaitWarning();
    assertThat(warnings()).singleElement().asString().endsWith("ConnectException");
  }

  private void awaitWarning() throws InterruptedException {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (warnings().isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(5);
    }
  }

  @Test
  void aReceiverThatDoesNotAnswerIsGivenUp() throws IOException, InterruptedException {
    try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      sender = sender(silent.getLocalPort(), 1_000_000, 50);
      sender.offer(Changes.broken());
      awaitWarning();
      assertThat(warnings()).singleElement().asString().endsWith("SocketTimeoutException");
    }
  }

  @Test
  void thePausesGrow() throws InterruptedException {
    long first = 30_000_000;
    sender = sender(receiver.getAddress().getPort(), first, 5_000);
    answers.addAll(List.of(500, 500, 500, 500, 500));
    long begun = System.nanoTime();
    sender.offer(Changes.broken());
    awaitWarning();
    assertThat(received).hasSize(5);
    assertThat(System.nanoTime() - begun).isGreaterThan((1 + 2 + 4 + 8) * first);
    assertThat(warnings()).singleElement().asString().endsWith(": it answered 500");
  }
}
