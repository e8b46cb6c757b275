package org.benchmonitor.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.timeline.RetainedRuns;
import org.benchmonitor.run.view.RecordedRun;
import org.benchmonitor.run.view.Runs;
import org.benchmonitor.server.http.Bodies;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that is not live is served as the live one is. */
class RecordedRunTest {
  /** Twenty seconds, the first five of them warm-up. */
  private static final List<Snapshot> SNAPSHOTS =
      LongStream.rangeClosed(1, 20)
          .mapToObj(
              i ->
                  Snapshots.with(
                      Snapshots.interval(
                          i,
                          i <= 5 ? RunStatus.WARMUP : RunStatus.RUNNING,
                          Snapshots.operation("read", 1, i * 1_000_000, i * 70_000))))
          .toList();

  private static final List<String> WITH_RANGES =
      List.of(
          "/api/metrics",
          "/api/metrics/timeline",
          "/api/heatmap",
          "/api/histogram",
          "/api/percentiles",
          "/api/export");

  private static Router router(Runs runs) {
    Router router = new Router(request -> Response.empty(404));
    new ApiRoutes(new ApiContext(runs, Contexts.jvm())).addTo(router);
    return router;
  }

  private static Router recorded() {
    return router(
        new RecordedRun(Snapshots.HOST, 2, InstrumentationReport.EMPTY, SNAPSHOTS).alone());
  }

  private static Router live() {
    RetainedRuns runs = Snapshots.liveRuns();
    SNAPSHOTS.forEach(runs::onSnapshot);
    return router(runs);
  }

  private static String get(Router router, String path, Map<String, String> query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    query.forEach((name, value) -> parameters.put(name, List.of(value)));
    Response response =
        router.handle(new Request("GET", path, parameters, Map.of(), Request.Body.NONE));
    assertThat(response.status()).as(path).isEqualTo(200);
    return Bodies.text(response);
  }

  private static Stream<String> paths() {
    return recorded().routes().stream()
        .filter(route -> route.method().equals("GET"))
        .map(Router.Route::path)
        .filter(path -> !List.of("/api/stream", "/ws/metrics").contains(path));
  }

  @ParameterizedTest
  @MethodSource("paths")
  void everyEndpointAnswersAsForTheLiveRun(String path) {
    assertThat(get(recorded(), path, Map.of())).isEqualTo(get(live(), path, Map.of())).isNotEmpty();
  }

  @Test
  void framesFromTheMiddleOfAMergedIntervalAreRefused() {
    RetainedRuns runs =
        new RetainedRuns(
            RunHeader.of(Snapshots.HOST, 2),
            () -> InstrumentationReport.EMPTY,
            Duration.ofSeconds(2));
    SNAPSHOTS.forEach(runs::onSnapshot);
    Request request =
        new Request(
            "GET", "/api/frames", Map.of("since", List.of("7")), Map.of(), Request.Body.NONE);
    Router router = router(runs);

    assertThatThrownBy(() -> router.handle(request))
        .isInstanceOfSatisfying(
            HttpError.class, error -> assertThat(error.toResponse().status()).isEqualTo(409))
        .hasMessageContaining("'7'");
  }

  @Test
  void everyRangeIsMergedToTheSameFigures() {
    Map<String, String> range =
        Map.of(
            "from", Snapshots.START.plusSeconds(2).toString(),
            "to", Snapshots.START.plusSeconds(17).toString());
    for (String path : WITH_RANGES) {
      assertThat(get(recorded(), path, range))
          .as(path)
          .isEqualTo(get(live(), path, range))
          .contains("2026-01-18T15:30:50.120Z");
    }
  }

  @Test
  void itsHostAndItsNameAreThoseOfTheRun() {
    assertThat(get(recorded(), "/api/status", Map.of("session", "bench-20260118-153045")))
        .contains("\"session_id\":\"bench-20260118-153045\"", "\"version\":\"1\"");
    assertThat(get(recorded(), "/api/export/formats", Map.of())).contains("\"name\":\"hlog\"");
  }
}
