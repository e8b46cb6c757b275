package org.benchmonitor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.thread.SteppedRests;
import org.benchmonitor.run.view.RecordedRun;
import org.benchmonitor.server.http.Bodies;
import org.benchmonitor.server.http.LargeAnswers;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is made from each interval of a long range is made with rests, small as it may be. */
class PacedRangesTest {
  private static final int INTERVALS = 800;

  private static final List<Snapshot> SNAPSHOTS =
      LongStream.rangeClosed(1, INTERVALS)
          .mapToObj(
              i ->
                  Snapshots.with(
                      Snapshots.interval(
                          i, RunStatus.RUNNING, Snapshots.operation("read", 0, i * 70_000))))
          .toList();

  /** A rest is due whenever it is asked for. */
  private final SteppedRests rests = new SteppedRests(1_000_000, () -> {});

  @ParameterizedTest
  @CsvSource({
    "/api/metrics, include, warmup",
    "/api/metrics/timeline, interval, 60",
    "/api/heatmap, columns, 10",
    "/api/heatmap, columns, 600",
    "/api/histogram, include, warmup",
    "/api/export, format, json",
    "/api/export, format, csv",
    "/api/export, format, hlog"
  })
  void aLongRangeIsMergedWithRests(String path, String name, String value) {
    Router router = new Router(request -> Response.empty(404));
    RecordedRun run = new RecordedRun(Snapshots.HOST, 2, InstrumentationReport.EMPTY, SNAPSHOTS);
    new ApiRoutes(new ApiContext(run.alone(), Contexts.jvm(), new LargeAnswers(rests)))
        .addTo(router);
    Map<String, List<String>> query =
        Map.of(
            "from",
            List.of(Snapshots.START.toString()),
            "to",
            List.of(Snapshots.START.plusSeconds(INTERVALS).toString()),
            name,
            List.of(value));
    Response answer = router.handle(new Request("GET", path, query, Map.of(), Request.Body.NONE));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(Bodies.text(answer)).isNotEmpty();
    assertThat(rests.taken()).hasSizeGreaterThanOrEqualTo(INTERVALS);
  }
}
