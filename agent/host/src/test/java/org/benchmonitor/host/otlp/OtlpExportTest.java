package org.benchmonitor.host.otlp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.model.Lifetime;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.thread.DaemonThreads;
import org.benchmonitor.run.timeline.RetainedRuns;
import org.benchmonitor.setup.config.HttpUrl;
import org.benchmonitor.setup.config.Secret;
import org.benchmonitor.setup.log.AgentLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is pushed to a receiver, however it answers, read by the official classes. */
class OtlpExportTest {
  private static final String PATH = "/T0-secret-path";
  private static final String TOKEN = "Bearer secret-token";
  private static final Duration INTERVAL = Duration.ofMillis(30);

  /** What the receiver answers next; 200 where nothing is left. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Next(int status, String retryAfter, byte[] body) {
    Next(int status) {
      this(status, "", new byte[0]);
    }
  }

  private final AgentLog log = new AgentLog(LogLevel.DEBUG, InstantSource.system());
  private final BlockingQueue<HttpRequest> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<Next> answers = new LinkedBlockingQueue<>();
  private final ExecutorService handlers = Executors.newCachedThreadPool();
  private final AtomicLong counted = new AtomicLong();
  private final RetainedRuns runs = Snapshots.liveRuns();
  private final List<OtlpExport> made = new ArrayList<>();
  private volatile int operations = 1;
  private HttpServer receiver;

  /** What came, and when. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record HttpRequest(String path, Map<String, List<String>> headers, byte[] body, long at) {
    long calls() {
      long calls = 0;
      for (Metric metric : metrics()) {
        if (metric.getName().equals("bench_operations")) {
          calls += metric.getSum().getDataPoints(0).getAsInt();
        }
      }
      return calls;
    }

    int operations() {
      return metrics().stream()
          .filter(metric -> metric.getName().equals("bench_operations"))
          .mapToInt(metric -> metric.getSum().getDataPointsCount() / 2)
          .sum();
    }

    List<Metric> metrics() {
      try {
        return ExportMetricsServiceRequest.parseFrom(body)
            .getResourceMetrics(0)
            .getScopeMetrics(0)
            .getMetricsList();
      } catch (InvalidProtocolBufferException wrong) {
        throw new AssertionError(wrong);
      }
    }
  }

  @BeforeEach
  void start() throws IOException {
    runs.onSnapshot(Snapshots.running());
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(handlers);
    receiver.createContext("/", this::receive);
    receiver.start();
  }

  @AfterEach
  void stop() {
    made.forEach(one -> one.close(System.nanoTime()));
    receiver.stop(0);
    handlers.shutdownNow();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      received.add(
          new HttpRequest(
              exchange.getRequestURI().toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              body,
              System.nanoTime()));
      Next answer = answers.poll();
      if (answer == null) {
        answer = new Next(200);
      }
      exchange.getResponseHeaders().add("Location", "/elsewhere");
      if (!answer.retryAfter.isEmpty()) {
        exchange.getResponseHeaders().add("Retry-After", answer.retryAfter);
      }
      exchange.sendResponseHeaders(
          answer.status, answer.body.length == 0 ? -1 : answer.body.length);
      if (answer.body.length > 0) {
        exchange.getResponseBody().write(answer.body);
      }
    }
  }

  private Lifetime lifetime() {
    OperationFigures[] all =
        IntStream.range(0, operations)
            .mapToObj(i -> Snapshots.operation("op-" + i, 0, new long[(int) counted.get()]))
            .toArray(OperationFigures[]::new);
    return new Lifetime(Snapshots.START, Snapshots.figures(0, all), List.of());
  }

  private OtlpExport export(int port, Duration interval, int timeoutMillis) {
    return export(
        port, new OtlpExport.Times(interval, timeoutMillis, timeoutMillis, 60_000_000_000L));
  }

  private OtlpExport export(int port, OtlpExport.Times times) {
    OtlpExport export =
        new OtlpExport(
            new HttpUrl(
                new Secret("http://127.0.0.1:" + port + PATH + "/?key=secret-key"),
                "127.0.0.1:" + port),
            Map.of("Authorization", new Secret(TOKEN)),
            times,
            new OtlpExport.Source(runs, this::lifetime, () -> ServerState.NONE, Instant::now),
            new DaemonThreads((thread, failure) -> log.error(thread + ": " + failure)),
            log);
    made.add(export);
    return export;
  }

  private OtlpExport started(Duration interval) {
    OtlpExport export = export(receiver.getAddress().getPort(), interval, 5_000);
    export.start();
    return export;
  }

  private HttpRequest next() throws InterruptedException {
    HttpRequest next = received.poll(20, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  private static boolean close(OtlpExport export, long millis) {
    return export.close(System.nanoTime() + millis * 1_000_000);
  }

  private List<String> said() {
    return log.entries(LogLevel.DEBUG, 100).stream().map(LogEntry::message).toList();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.sleep(5);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  @Test
  void eachPushHasAllCountersAndTheLastOneTheLastCalls() throws InterruptedException {
    OtlpExport export = started(INTERVAL);
    HttpRequest first = next();
    assertThat(first.path).isEqualTo(PATH + "/v1/metrics?key=secret-key");
    assertThat(first.headers.get("Connection")).containsExactly("close");
    assertThat(first.headers.get("Content-type")).containsExactly("application/x-protobuf");
    assertThat(first.headers.get("Authorization")).containsExactly(TOKEN);
    assertThat(first.calls()).isZero();
    assertThat(first.metrics())
        .extracting(Metric::getName)
        .contains("bench_operation_latency_seconds", "bench_run_info", "bench_heap_used_bytes");
    counted.set(3);
    await(() -> received.stream().anyMatch(one -> one.calls() == 3));
    counted.set(5);
    assertThat(close(export, 10_000)).isTrue();
    // One that was aborted for the last may be read after it.
    assertThat(received).extracting(HttpRequest::calls).contains(5L);
    assertThat(said()).isEmpty();
    received.clear();
    Thread.sleep(3 * INTERVAL.toMillis());
    assertThat(received).as("nothing after the end").isEmpty();
  }

  @Test
  void whatEndsBeforeTheFirstIntervalIsPushedNevertheless() throws InterruptedException {
    OtlpExport export = export(receiver.getAddress().getPort(), Duration.ofHours(1), 5_000);
    counted.set(2);
    export.finish();
    assertThat(close(export, 10_000)).isTrue();
    assertThat(next().calls()).isEqualTo(2);
    assertThat(received).isEmpty();
  }

  @Test
  void aReceiverThatFailsIsAskedAgainLaterAndLater() throws InterruptedException {
    answers.addAll(List.of(new Next(503), new Next(500), new Next(404)));
    counted.set(1);
    OtlpExport export = started(INTERVAL);
    HttpRequest first = next();
    HttpRequest second = next();
    counted.set(4);
    HttpRequest third = next();
    assertThat(second.at - first.at).isGreaterThan(700_000_000L);
    assertThat(third.at - second.at).isGreaterThan(1_700_000_000L);
    assertThat(third.calls()).as("what it missed is in the next").isEqualTo(4);
    await(() -> !export.warning().isEmpty());
    assertThat(export.warning())
        .startsWith("the metrics do not reach 127.0.0.1:")
        .endsWith(" (otlp=): it answered 404, 3 times in a row");
    assertThat(close(export, 10_000)).isTrue();
    assertThat(export.warning()).isEmpty();
    assertThat(said()).hasSize(4);
    assertThat(said().get(0)).contains("it answered 503");
    assertThat(said().get(1)).contains("it answered 500");
    assertThat(said().get(2)).contains("it answered 404");
    assertThat(said().get(3)).endsWith("was taken again, after 3 failures");
    assertThat(said()).noneMatch(line -> line.contains("secret"));
  }

  @Test
  void aReceiverSaysWhenItWantsTheNext() throws InterruptedException {
    answers.add(new Next(429, "3", new byte[0]));
    started(INTERVAL);
    HttpRequest first = next();
    assertThat(next().at - first.at).isGreaterThan(2_700_000_000L);
  }

  @Test
  void whatIsLeftOutIsSaidOnce() throws InterruptedException {
    byte[] partial =
        ExportMetricsServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(12)
                    .setErrorMessage(
                        "too old\nsecret-token " + PATH + "/v1/metrics?key=secret-key"))
            .build()
            .toByteArray();
    for (int i = 0; i < 3; i++) {
      answers.add(new Next(200, "", partial));
    }
    OtlpExport export = started(INTERVAL);
    next();
    next();
    next();
    next();
    assertThat(close(export, 10_000)).isTrue();
    assertThat(said()).hasSize(2);
    assertThat(said().get(0)).endsWith("was taken without 12 points: too old *** ***?***");
    assertThat(said()).noneMatch(line -> line.contains("secret"));
  }

  @Test
  void aRefusalIsSaidWithItsReasonAndARedirectIsNotFollowed() throws InterruptedException {
    byte[] status = {18, 9, 'n', 'o', ' ', 't', 'e', 'n', 'a', 'n', 't'};
    answers.addAll(List.of(new Next(400, "", status), new Next(307), new Next(401)));
    OtlpExport export = started(INTERVAL);
    assertThat(next().path).startsWith(PATH);
    assertThat(next().path).startsWith(PATH);
    await(() -> said().size() == 2);
    assertThat(said().get(0)).endsWith("it answered 400: no tenant");
    assertThat(said().get(1)).endsWith("it answered 307");
    assertThat(close(export, 10_000)).as("401 is final").isFalse();
    assertThat(said().get(2)).endsWith("it answered 401");
  }

  /** The end of the program waits for the last push as long as it may, and no longer. */
  @Test
  void theLastPushIsTriedAgainWhileThereIsTime() {
    answers.addAll(List.of(new Next(503), new Next(429)));
    counted.set(9);
    OtlpExport export = export(receiver.getAddress().getPort(), Duration.ofHours(1), 5_000);
    assertThat(close(export, 10_000)).isTrue();
    assertThat(received).hasSize(3).allMatch(one -> one.calls() == 9);
  }

  @Test
  void aReceiverThatHangsHoldsNobody() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      OtlpExport export = export(silent.getLocalPort(), Duration.ofHours(1), 5_000);
      long begun = System.nanoTime();
      export.start();
      export.finish();
      assertThat(close(export, 300)).isFalse();
      assertThat(System.nanoTime() - begun).isLessThan(4_000_000_000L);
    }
  }

  /** One that is under way when the program ends is given up for the last one. */
  @Test
  void aPushThatHangsIsGivenUpAtTheEnd() throws IOException, InterruptedException {
    try (ServerSocket both = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      OtlpExport export = export(both.getLocalPort(), INTERVAL, 30_000);
      export.start();
      try (Socket first = both.accept()) {
        assertThat(first.getInputStream().read()).isEqualTo('P');
        export.finish();
        try (Socket second = both.accept()) {
          awaitEndOf(second.getInputStream());
          second
              .getOutputStream()
              .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
          assertThat(close(export, 20_000)).isTrue();
        }
      }
    }
  }

  private static void awaitEndOf(InputStream request) throws IOException {
    int read = request.read(new byte[1 << 20]);
    assertThat(read).isPositive();
  }

  /** Whatever the timeouts of the JDK say, a thread of the agent looks at it. */
  @Test
  void aRequestThatTakesTooLongIsAborted() throws IOException, InterruptedException {
    try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      OtlpExport export =
          export(
              silent.getLocalPort(), new OtlpExport.Times(INTERVAL, 60_000, 60_000, 100_000_000));
      export.start();
      await(
          () -> {
            export.look();
            return !said().isEmpty();
          });
      assertThat(said().get(0)).endsWith("failed: java.io.IOException: it took too long");
    }
  }

  @Test
  void aReceiverThatIsNotThereOrClosesIsSaid() throws IOException, InterruptedException {
    int port;
    try (ServerSocket closing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closing.getLocalPort();
      export(port, INTERVAL, 5_000).start();
      closing.accept().close();
      await(() -> said().size() == 1);
    }
    await(() -> said().size() == 2);
    assertThat(said().get(1)).endsWith("failed: java.net.ConnectException: Connection refused");
    assertThat(said()).allMatch(line -> line.startsWith("a push to 127.0.0.1:" + port));
  }

  @Test
  void aHostWithoutRoomPushesNothing() throws InterruptedException {
    OtlpExport export = export(receiver.getAddress().getPort(), INTERVAL, 5_000);
    export.allow(OtlpExport.Room.NONE);
    export.start();
    Thread.sleep(5 * INTERVAL.toMillis());
    assertThat(received).isEmpty();
    export.allow(OtlpExport.Room.LITTLE);
    next();
    operations = 101;
    do {
      // A push from before may be under way.
      received.clear();
      Thread.sleep(10 * INTERVAL.toMillis());
    } while (received.stream().anyMatch(one -> one.operations() == 1));
    assertThat(received).as("many operations need more of it").isEmpty();
    export.allow(OtlpExport.Room.ENOUGH);
    next();
    export.allow(OtlpExport.Room.NONE);
    assertThat(close(export, 10_000)).isFalse();
  }

  /** What the host has put into the JDK may throw anything; a dead receiver holds no end. */
  @Test
  void whatCannotBeSentIsTriedOnceAtTheEnd() {
    OtlpExport export = export(99_999, Duration.ofHours(1), 5_000);
    assertThat(close(export, 10_000)).isFalse();
    assertThat(said()).hasSize(1);
    assertThat(said().get(0)).contains("IllegalArgumentException");
  }

  @Test
  void aJvmWithoutARunHasNothingToPush() {
    OtlpExport export =
        new OtlpExport(
            new HttpUrl(new Secret("http://127.0.0.1:1"), "127.0.0.1:1"),
            Map.of(),
            INTERVAL,
            new OtlpExport.Source(
                Snapshots.liveRuns(), this::lifetime, () -> ServerState.NONE, Instant::now),
            new DaemonThreads((thread, failure) -> log.error(thread + ": " + failure)),
            log);
    export.start();
    assertThat(close(export, 10_000)).isTrue();
    assertThat(said()).isEmpty();
  }
}
