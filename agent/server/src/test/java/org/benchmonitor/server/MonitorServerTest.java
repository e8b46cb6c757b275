package org.benchmonitor.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.histogram.LatencyBands;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.model.RunControl;
import org.benchmonitor.run.model.SuggestionReport;
import org.benchmonitor.run.thread.DaemonThreads;
import org.benchmonitor.run.timeline.RetainedRuns;
import org.benchmonitor.server.access.ListenerSettings;
import org.benchmonitor.server.api.ApiContext;
import org.benchmonitor.server.api.Attachment;
import org.benchmonitor.server.api.Contexts;
import org.benchmonitor.server.api.StreamHub;
import org.benchmonitor.server.api.Suggesting;
import org.benchmonitor.server.guard.Limits;
import org.benchmonitor.setup.config.BindAddress;
import org.benchmonitor.setup.config.OperationSpec;
import org.benchmonitor.setup.log.AgentLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API over a raw socket: what is answered to whom. */
class MonitorServerTest {
  private final RetainedRuns store = Snapshots.liveRuns();
  private final AgentLog log = new AgentLog(LogLevel.INFO, InstantSource.system());
  private final RecordedAttachment attachment = new RecordedAttachment();
  private final ApiContext context =
      new ApiContext(
          store,
          Contexts.jvm(
              log, (action, by) -> new RunControl.Answer(action.text() + " by " + by), attachment));

  /** What was asked for. */
  private static final class RecordedAttachment implements Attachment, Suggesting {
    private final List<String> asked = new ArrayList<>();
    private SuggestionReport report = SuggestionReport.NONE;

    @Override
    public void change(List<OperationSpec> add, List<String> remove, String by) {
      if (remove.contains("unknown")) {
        throw new IllegalArgumentException("remove has 'unknown'");
      }
      asked.add("add " + add + " remove " + remove + " by " + by);
    }

    @Override
    public Suggesting suggesting() {
      return this;
    }

    @Override
    public SuggestionReport report() {
      return report;
    }

    @Override
    public void begin(String by) {
      if (report.state().isBusy()) {
        throw new IllegalStateException("a search for operations goes on already");
      }
      asked.add("suggest by " + by);
      report = searching();
    }

    private static SuggestionReport searching() {
      return new SuggestionReport(
          SuggestionReport.State.SAMPLING,
          0.25,
          Instant.parse("2026-01-18T15:30:45Z"),
          0,
          0,
          0,
          List.of(),
          null,
          List.of());
    }

    @Override
    public void detach(String by) {
      asked.add("detach by " + by);
    }
  }

  private final DaemonThreads threads = new DaemonThreads((thread, failure) -> {});
  private final StreamHub hub = new StreamHub(context);
  private final MonitorServer server =
      new MonitorServer(settings("localhost"), context, hub, Limits.DEFAULT, threads);
  private int port;

  private static ListenerSettings settings(String host) {
    return TestServer.settings(host, Optional.empty(), Optional.empty());
  }

  @BeforeEach
  void start() throws Exception {
    CompletableFuture<URI> bound = new CompletableFuture<>();
    server.start(bound::complete, why -> bound.completeExceptionally(new IOException(why)));
    port = bound.get(10, TimeUnit.SECONDS).getPort();
    store.onSnapshot(Snapshots.running());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aPortThatIsTakenMovesToAnEphemeralOneAndNotToANeighbour() throws Exception {
    List<ServerSocket> taken = new ArrayList<>();
    MonitorServer moved = null;
    try {
      ServerSocket wanted = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      taken.add(wanted);
      for (int i = 1; i <= 20; i++) {
        takeIfFree(wanted.getLocalPort() + i, taken);
      }
      ListenerSettings settings = settings("localhost");
      BindAddress address = new BindAddress("localhost", wanted.getLocalPort());
      moved =
          new MonitorServer(
              new ListenerSettings(
                  address,
                  settings.tokens(),
                  settings.keyStore(),
                  settings.password(),
                  settings.publicUrl()),
              context,
              new StreamHub(context),
              Limits.DEFAULT,
              threads);
      CompletableFuture<URI> bound = new CompletableFuture<>();
      moved.start(bound::complete, why -> bound.completeExceptionally(new IOException(why)));
      URI url = bound.get(10, TimeUnit.SECONDS);
      assertThat(url.getPort())
          .matches(
              free -> taken.stream().noneMatch(socket -> socket.getLocalPort() == free), "free");
      assertThat(moved.notes())
          .singleElement()
          .asString()
          .startsWith("Port " + wanted.getLocalPort() + " could not be bound (");
      assertThat(moved.warnings()).isEmpty();
      assertThat(server.notes()).isEmpty();
    } finally {
      for (ServerSocket socket : taken) {
        socket.close();
      }
      if (moved != null) {
        moved.close();
      }
    }
  }

  private static void takeIfFree(int port, List<ServerSocket> taken) {
    try {
      taken.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    } catch (IOException | IllegalArgumentException takenOrNone) {
      // Then nobody else can have it either.
    }
  }

  private String ask(String method, String target, String... headers) throws IOException {
    return send(method, target, "", headers);
  }

  private String send(String method, String target, String body, String... headers)
      throws IOException {
    String host =
        String.join("", headers).contains("Host:") ? "" : "Host: localhost:" + port + "\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5_000);
      socket
          .getOutputStream()
          .write(
              (method
                      + " "
                      + target
                      + " HTTP/1.1\r\n"
                      + host
                      + String.join("", headers)
                      + "Connection: close\r\n\r\n"
                      + body)
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whoeverMayNotPostIsToldBeforeTheBodyHasCome() throws IOException {
    assertThat(send("POST", "/api/detach", "", "Content-Length: 100\r\n"))
        .startsWith("HTTP/1.1 401 ");
    assertThat(attachment.asked).isEmpty();
  }

  private String post(String target, String body) throws IOException {
    return send(
        "POST",
        target,
        body,
        "Authorization: Bearer " + TestServer.CONTROL + "\r\n",
        "Content-Type: application/json\r\n",
        "Content-Length: " + body.length() + "\r\n");
  }

  @Test
  void patternsAreAddedAndRemovedByWhoeverAsks() throws IOException {
    String answer =
        post(
            "/api/instrumentation",
            "{\"add\":[\"op=a=A#b(int,int),ok=return:true\",\"C#d\"],\"remove\":[\"E#f\"],\"by\":\"page\"}");
    assertThat(answer).startsWith("HTTP/1.1 200").contains("\"patterns\":[]");
    assertThat(post("/api/detach", "")).startsWith("HTTP/1.1 200").contains("{\"detached\":true}");
    assertThat(attachment.asked)
        .containsExactly(
            "add "
                + List.of(
                    OperationSpec.of("a=A#b(int,int)").with("ok", "return:true"),
                    OperationSpec.of("C#d"))
                + " remove [E#f] by page",
            "detach by ");
  }

  @Test
  void oneSearchForOperationsGoesOnAtATime() throws IOException {
    assertThat(ask("GET", "/api/suggest")).contains("\"state\":\"idle\"", "\"start_time\":null");
    assertThat(post("/api/suggest", "{\"by\":\"page\"}"))
        .startsWith("HTTP/1.1 202")
        .contains("\"state\":\"sampling\"", "\"progress\":0.25", "\"suggestions\":[]");
    assertThat(post("/api/suggest", "")).startsWith("HTTP/1.1 409").contains("\"not_now\"");
    assertThat(attachment.asked).containsExactly("suggest by page");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|bad_body|no JSON object",
        "{|bad_body|not JSON",
        "{\"ad\":[]}|bad_body|'ad'",
        "{\"add\":\"A#b\"}|bad_body|array of texts",
        "{\"add\":[7]}|bad_body|add has 7",
        "{\"by\":{}}|bad_body|by has {}",
        "{\"add\":[\"A#b\",\"ok=return:true\"]}|bad_pattern|ok",
        "{\"add\":[\"\"]}|bad_pattern|names no operation",
        "{\"remove\":[\"unknown\"]}|bad_pattern|'unknown'"
      })
  void aBadChangeIsNamedAndNothingIsChanged(String body, String code, String why)
      throws IOException {
    assertThat(post("/api/instrumentation", body))
        .startsWith("HTTP/1.1 400")
        .contains("\"" + code + "\"", why);
    assertThat(attachment.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/status",
        "/api/metrics",
        "/api/metrics?include=warmup",
        "/api/metrics?from=2026-01-18T15:30:00Z&to=2026-01-18T15:31:00Z",
        "/api/metrics?from=1768750200000",
        "/api/metrics/timeline",
        "/api/metrics/timeline?window=3600&interval=0.5&op=read",
        "/api/metrics/timeline?from=1768750200000&to=2026-01-18T15:31:00Z&interval=1",
        "/api/workers?limit=5&offset=1&sort=-operations&search=pool%20&status=stuck",
        "/api/errors?limit=1&type=409%20Conflict&operation=read",
        "/api/heatmap",
        "/api/heatmap?op=read&columns=10&from=1768750200000&include=warmup",
        "/api/export",
        "/api/export/formats",
        "/api/export?format=json&op=read&from=1768750200000&to=2026-01-18T15:31:00Z",
        "/api/logs?level=debug&limit=10",
        "/api/system",
        "/api/instrumentation",
        "/api/suggest",
        "/api/histogram?op=read&include=warmup",
        "/api/percentiles?from=1768750200000"
      })
  void everyEndpointAnswersWithSecuredJson(String target) throws IOException {
    assertThat(ask("GET", target))
        .startsWith("HTTP/1.1 200 ")
        .contains("Content-Type: application/json; charset=utf-8")
        .contains("X-Content-Type-Options: nosniff")
        .contains("Content-Security-Policy: default-src 'none'")
        .contains("Cache-Control: no-store")
        .doesNotContain("Access-Control-");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/workers?limit=0,limit is '0'",
    "/api/workers?limit=x,1 to 10000",
    "/api/workers?sort=size,-operations",
    "/api/workers?nonsense=1,known are",
    "/api/status?x=1,'x' is not known",
    "/api/workers?limit=1&limit=2,2 times",
    "/api/metrics?from=yesterday,ISO-8601",
    "/api/metrics?include=all,warmup",
    "/api/metrics?from=2026-01-18T15:31:00Z&to=2026-01-18T15:30:00Z,before from",
    "/api/metrics/timeline?window=0,1.0 to 86400.0 seconds",
    "/api/metrics/timeline?interval=NaN,0.1 to 3600.0 seconds",
    "/api/logs?level=loud,error",
    "/api/metrics/timeline?window=60&from=0,window is '60'",
    "/api/metrics/timeline?from=2026-01-18T15:31:00Z&to=2026-01-18T15:30:00Z,before from",
    "/api/heatmap?columns=9,10 to 600",
    "/api/heatmap?columns=601,columns is '601'",
    "/api/heatmap?from=x,from is 'x'",
    "/api/export?format=xlsx,format is 'xlsx'",
    "/api/export?format=,csv",
    "/api/export?window=1,'window' is not known",
    "/api/workers?status=dead,stuck",
    "/api/errors?limit=-1,limit is '-1'",
  })
  void aBadParameterIsNamedWithWhatIsAllowed(String target, String said) throws IOException {
    assertThat(ask("GET", target))
        .startsWith("HTTP/1.1 400 ")
        .contains("\"code\":\"bad_parameter\"")
        .contains(said);
  }

  @Test
  void whatIsNotThereIsNotFound() throws IOException {
    assertThat(ask("GET", "/nothing")).startsWith("HTTP/1.1 404 ").contains("\"not_found\"");
    assertThat(ask("GET", "/../etc/passwd")).startsWith("HTTP/1.1 404 ");
    assertThat(ask("GET", "/%2e%2e/%2e%2e/etc/passwd")).startsWith("HTTP/1.1 404 ");
    assertThat(ask("GET", "/api/metrics/timeline?op=none"))
        .startsWith("HTTP/1.1 404 ")
        .contains("known are");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/heatmap?op=none",
        "/api/export?op=none",
        "/api/percentiles?op=none",
        "/api/histogram?op=none",
        "/api/metrics/timeline?op=none&from=0",
        "/api/errors?operation=none"
      })
  void anOperationThatIsNotThereIsNotFound(String target) throws IOException {
    assertThat(ask("GET", target))
        .startsWith("HTTP/1.1 404 ")
        .contains("\"no_operation\"", "is 'none'", "known are");
  }

  @ParameterizedTest
  @CsvSource({"json,application/json", "csv,text/csv", "hlog,text/plain"})
  void anExportIsAFileToKeep(String format, String type) throws IOException {
    assertThat(ask("GET", "/api/export?format=" + format))
        .startsWith("HTTP/1.1 200 ")
        .contains("Content-Type: " + type + "; charset=utf-8")
        .contains(
            "Content-Disposition: attachment; filename=\"bench-20260118-153045." + format + "\"");
  }

  private JsonNode document(String target) throws IOException {
    return JsonMapper.builder().build().readTree(body(ask("GET", target)));
  }

  private static String body(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    String body = answer.substring(end + 4);
    return answer.substring(0, end).contains("Transfer-Encoding: chunked") ? joined(body) : body;
  }

  /** The chunks of an answer of ASCII alone. */
  private static String joined(String chunks) {
    StringBuilder whole = new StringBuilder();
    int at = 0;
    while (true) {
      int lineEnd = chunks.indexOf("\r\n", at);
      int length = Integer.parseInt(chunks.substring(at, lineEnd), 16);
      if (length == 0) {
        return whole.toString();
      }
      whole.append(chunks, lineEnd + 2, lineEnd + 2 + length);
      at = lineEnd + 2 + length + 2;
    }
  }

  private static long counted(JsonNode heatmap) {
    long counted = 0;
    for (JsonNode column : heatmap.get("columns")) {
      for (JsonNode pair : column.get("counts")) {
        counted += pair.get(1).asLong();
      }
    }
    return counted;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "&op=read", "&from=1768750200000", "&op=read&from=2026-01-18T15:30:49.120Z"})
  void allViewsOfARangeCountTheSame(String query) throws Exception {
    String range = "?to=2026-01-18T15:31:00Z" + query;
    long count = document("/api/histogram" + range).get("count").asLong();
    assertThat(count).isPositive();
    JsonNode heatmap = document("/api/heatmap" + range);
    assertThat(counted(heatmap)).isEqualTo(count);
    assertThat(heatmap.get("bounds_ms")).hasSize(LatencyBands.COUNT + 1);
    JsonNode export = document("/api/export" + range);
    assertThat(export.get("metrics").get("total").get("latency").get("count").asLong())
        .isEqualTo(count);
    assertThat(export.get("range")).isEqualTo(heatmap.get("range"));
    assertThat(export.get("timeline").get("data_points")).hasSize(1);

    Histogram merged = new Histogram(1, LatencyBands.HIGHEST_NANOS, 2);
    String log = body(ask("GET", "/api/export" + range + "&format=hlog"));
    HistogramLogReader reader =
        new HistogramLogReader(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
    while (reader.hasNext()) {
      merged.add((Histogram) reader.nextIntervalHistogram());
    }
    Histogram expected =
        Histogram.fromString(document("/api/histogram" + range).get("histogram").asString());
    assertThat(merged).isEqualTo(expected);
  }

  @Test
  void aHeatMapOfNothingHasNoColumns() throws IOException {
    JsonNode heatmap = document("/api/heatmap?to=1000");
    assertThat(heatmap.get("columns")).isEmpty();
    assertThat(heatmap.get("range").isNull()).isTrue();
  }

  @Test
  void otherMethodsAreAnsweredProperly() throws IOException {
    assertThat(
            ask(
                "POST",
                "/api/status",
                "Content-Type: application/json\r\n",
                "Authorization: Bearer " + TestServer.CONTROL + "\r\n"))
        .startsWith("HTTP/1.1 405 ")
        .contains("Allow: GET, HEAD, OPTIONS");
    assertThat(ask("OPTIONS", "/api/status"))
        .startsWith("HTTP/1.1 204 ")
        .contains("Allow: GET, HEAD, OPTIONS");
    assertThat(ask("HEAD", "/api/status")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/status", "/api/stream", "/ws/metrics", "/nothing"})
  void foreignHostsAndOriginsAreTurnedAwayEverywhere(String target) throws IOException {
    assertThat(ask("GET", target, "Host: evil.example:" + port + "\r\n"))
        .startsWith("HTTP/1.1 403 ");
    assertThat(
            ask(
                "GET",
                target,
                "Origin: http://evil.example\r\n",
                "Upgrade: websocket\r\n",
                "Connection: Upgrade\r\n",
                "Sec-WebSocket-Version: 13\r\n",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"))
        .startsWith("HTTP/1.1 403 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"198.51.100.7", "no.such.host.invalid"})
  void anAddressThatIsNotOfThisMachineIsNotServed(String host) throws Exception {
    CompletableFuture<String> trouble = new CompletableFuture<>();
    try (MonitorServer other =
        new MonitorServer(settings(host), context, hub, Limits.DEFAULT, threads)) {
      other.start(url -> trouble.complete("listens at " + url), trouble::complete);
      assertThat(trouble.get(10, TimeUnit.SECONDS))
          .contains(host, "retrying")
          .doesNotContain("listens at");
    }
  }

  @Test
  void bothLoopbackAddressesAreServed() throws IOException {
    byte[] six = new byte[16];
    six[15] = 1;
    try (Socket socket = new Socket(InetAddress.getByAddress(six), port)) {
      assertThat(socket.isConnected()).isTrue();
    }
  }

  @Test
  void theStreamBeginsWithTheFullPicture() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5_000);
      socket
          .getOutputStream()
          .write(
              ("GET /api/stream HTTP/1.1\r\nHost: localhost:" + port + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      StringBuilder text = new StringBuilder();
      InputStream in = socket.getInputStream();
      while (text.indexOf("\"instrumentation\"") < 0) {
        int next = in.read();
        assertThat(next).as(text.toString()).isNotNegative();
        text.append((char) next);
      }
      assertThat(text).contains("text/event-stream", "event: hello", "\"timeline\"");
    }
  }
}
