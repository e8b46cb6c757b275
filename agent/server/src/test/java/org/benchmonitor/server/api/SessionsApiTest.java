package org.benchmonitor.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.model.Errors;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.MonitorCost;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.Workers;
import org.benchmonitor.run.timeline.RetainedRuns;
import org.benchmonitor.server.http.Bodies;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two runs, one of which has ended, over every endpoint. */
class SessionsApiTest {
  private final RetainedRuns sessions = Snapshots.liveRuns();
  private final Router router = new Router(request -> Response.empty(404));
  private long sequence;

  SessionsApiTest() {
    new ApiRoutes(new ApiContext(sessions, Contexts.jvm())).addTo(router);
  }

  /** A run of some seconds with the same calls in each. */
  private void run(String id, int seconds, RunStatus end, String operation, long... nanos) {
    long[] all = {};
    for (int i = 1; i <= seconds; i++) {
      sequence++;
      Interval interval =
          Snapshots.interval(sequence, RunStatus.RUNNING, Snapshots.operation(operation, 1, nanos));
      int before = all.length;
      all = Arrays.copyOf(all, before + nanos.length);
      System.arraycopy(nanos, 0, all, before, nanos.length);
      RunStatus status = i == seconds ? end : RunStatus.RUNNING;
      Figures totals =
          Snapshots.figures(i * 1_000_000_000L, Snapshots.operation(operation, i, all));
      RunState session =
          new RunState(
              id,
              status,
              interval.start().minusSeconds(i - 1),
              status.isEnded() ? interval.end() : null,
              Duration.ofSeconds(i),
              Duration.ZERO,
              status.isEnded() ? "the session method returned" : null,
              false,
              List.of());
      sessions.onSnapshot(
          new Snapshot(
              interval,
              totals,
              Figures.EMPTY,
              Workers.NONE,
              Errors.NONE,
              session,
              MonitorCost.NONE));
    }
  }

  private void runs() {
    run("first", 4, RunStatus.FAILED, "read", 1_000_000, 2_000_000);
    run("second", 3, RunStatus.RUNNING, "write", 5_000_000);
  }

  private String ask(String path, String... query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (int i = 0; i < query.length; i += 2) {
      parameters.put(query[i], List.of(query[i + 1]));
    }
    Response response =
        router.handle(new Request("GET", path, parameters, Map.of(), Request.Body.NONE));
    assertThat(response.status()).as(path).isEqualTo(200);
    return Bodies.text(response);
  }

  private JsonNode json(String path, String... query) {
    return JsonMapper.builder().build().readTree(ask(path, query));
  }

  @Test
  void theRunsAreListedTheCurrentOneFirst() {
    runs();
    JsonNode document = json("/api/sessions");
    JsonNode listed = document.get("sessions");
    assertThat(listed).hasSize(2);
    assertThat(listed.get(0).get("session_id").asString()).isEqualTo("second");
    assertThat(listed.get(0).get("current").asBoolean()).isTrue();
    assertThat(listed.get(0).get("end_time").isNull()).isTrue();
    assertThat(listed.get(0).get("operations").asInt()).isEqualTo(6);
    assertThat(listed.get(1).get("session_id").asString()).isEqualTo("first");
    assertThat(listed.get(1).get("current").asBoolean()).isFalse();
    assertThat(listed.get(1).get("status").asString()).isEqualTo("failed");
    assertThat(listed.get(1).get("operations").asInt()).isEqualTo(12);
    assertThat(listed.get(1).get("errors").asInt()).isEqualTo(4);
    assertThat(listed.get(1).get("elapsed_seconds").asInt()).isEqualTo(4);
    assertThat(document.get("others")).hasSize(1);
    assertThat(document.get("others").get(0).get("pid").asInt()).isEqualTo(4712);
  }

  @Test
  void beforeTheFirstSnapshotNoRunIsListed() {
    assertThat(json("/api/sessions").get("sessions")).isEmpty();
  }

  @Test
  void betweenTwoRunsTheEndedOneIsTheCurrentOne() {
    run("first", 2, RunStatus.COMPLETED, "read", 1_000_000);
    assertThat(json("/api/sessions").get("sessions").get(0).get("current").asBoolean()).isTrue();
    assertThat(json("/api/status").get("status").asString()).isEqualTo("completed");
  }

  @Test
  void withoutASessionTheCurrentOneAnswers() {
    runs();
    assertThat(json("/api/status").get("session_id").asString()).isEqualTo("second");
    assertThat(json("/api/status", "session", "second")).isEqualTo(json("/api/status"));
  }

  @Test
  void everyViewOfAnEndedRunIsOfThatRunAlone() {
    runs();
    String[] of = {"session", "first"};
    JsonNode status = json("/api/status", of);
    assertThat(status.get("session_id").asString()).isEqualTo("first");
    assertThat(status.get("status").asString()).isEqualTo("failed");
    assertThat(status.get("sequence").asInt()).isEqualTo(4);
    assertThat(status.get("control").valueStream()).hasSize(3).noneMatch(JsonNode::asBoolean);
    JsonNode metrics = json("/api/metrics", of);
    assertThat(metrics.get("total").get("operations").asInt()).isEqualTo(12);
    assertThat(metrics.get("by_operation").propertyNames()).containsExactly("read");
    JsonNode points = json("/api/metrics/timeline", "session", "first", "interval", "1");
    assertThat(points.get("data_points")).hasSize(4);
    assertThat(points.get("data_points").get(3).get("sequence").asInt()).isEqualTo(4);
    assertThat(json("/api/histogram", of).get("count").asInt()).isEqualTo(8);
    assertThat(json("/api/percentiles", of).get("count").asInt()).isEqualTo(8);
    assertThat(json("/api/heatmap", of).get("columns")).hasSize(4);
    assertThat(json("/api/system", of).get("sequence").asInt()).isEqualTo(4);
    assertThat(json("/api/workers", of).get("sequence").asInt()).isEqualTo(4);
    assertThat(json("/api/errors", of).get("sequence").asInt()).isEqualTo(4);
    assertThat(ask("/api/export", "session", "first", "format", "csv"))
        .contains(",read,")
        .doesNotContain(",write,");
  }

  @Test
  void aRangeOfAnEndedRunIsMergedFromItsIntervals() {
    runs();
    String from = Snapshots.START.plusSeconds(1).toString();
    String to = Snapshots.START.plusSeconds(6).toString();
    JsonNode metrics = json("/api/metrics", "session", "first", "from", from, "to", to);
    assertThat(metrics.get("range").get("intervals").asInt()).isEqualTo(3);
    assertThat(metrics.get("total").get("operations").asInt()).isEqualTo(9);
  }

  @Test
  void anExportIsNamedAfterItsRun() {
    runs();
    Response file =
        router.handle(
            new Request(
                "GET",
                "/api/export",
                Map.of("session", List.of("first")),
                Map.of(),
                Request.Body.NONE));
    assertThat(file.headers().get("Content-Disposition")).contains("first.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/status",
        "/api/metrics",
        "/api/metrics/timeline",
        "/api/workers",
        "/api/errors",
        "/api/system",
        "/api/histogram",
        "/api/percentiles",
        "/api/heatmap",
        "/api/export"
      })
  void aRunThatIsNotThereIsNamedWithThoseThatAre(String path) {
    runs();
    HttpError error = catchThrowableOfType(HttpError.class, () -> ask(path, "session", "third"));
    Response response = error.toResponse();
    assertThat(response.status()).isEqualTo(404);
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .contains("\"no_such_session\"", "session is 'third', there are [second, first]");
  }

  @ParameterizedTest
  @CsvSource({"/api/logs", "/api/instrumentation", "/api/sessions", "/api"})
  void whatIsOfTheJvmTakesNoSession(String path) {
    runs();
    HttpError error = catchThrowableOfType(HttpError.class, () -> ask(path, "session", "first"));
    assertThat(error.toResponse().status()).isEqualTo(400);
  }
}
