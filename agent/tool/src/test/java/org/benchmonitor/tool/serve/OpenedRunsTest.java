package org.benchmonitor.tool.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.benchmonitor.tool.serve.TestApi.get;
import static org.benchmonitor.tool.serve.TestApi.json;
import static org.benchmonitor.tool.serve.TestApi.recorded;
import static org.benchmonitor.tool.serve.TestApi.router;
import static org.benchmonitor.tool.serve.TestApi.send;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.frame.TestRecords;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.record.RecordEntry;
import org.benchmonitor.run.record.RecordQuery;
import org.benchmonitor.run.record.Records;
import org.benchmonitor.run.timeline.RetainedRuns;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Runs;
import org.benchmonitor.server.api.ApiContext;
import org.benchmonitor.server.api.Contexts;
import org.benchmonitor.server.http.Bodies;
import org.benchmonitor.server.http.Response;
import org.benchmonitor.server.http.Router;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OpenedRunsTest {
  private static final String ID = "bench-20260118-153045-";

  @TempDir Path directory;

  private Path write(String name, long seed, boolean ended) throws IOException {
    return Files.write(
        directory.resolve(name + Records.ENDING),
        TestRecords.file(
            TestRecords.header(4711, "", "checkout", Map.of("version", "1")),
            TestRecords.snapshots(seed),
            ended));
  }

  private OpenedRuns open(Path file) throws IOException {
    return OpenedRuns.of(new Records(directory, (pid, started, written) -> false), file);
  }

  private static Router live(List<Snapshot> snapshots) {
    RetainedRuns runs = Snapshots.liveRuns();
    snapshots.forEach(runs::onSnapshot);
    return router(new ApiContext(runs, Contexts.jvm()));
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4, 5})
  void aRecordAnswersAsItsRunDidAtItsEnd(long seed) throws IOException {
    List<Snapshot> snapshots = TestRecords.snapshots(seed);
    Router live = live(snapshots);
    Router recorded = recorded(open(write(ID + "1", seed, true)));
    String from = "from=" + snapshots.get(1).interval().start();
    String range = from + "&to=" + snapshots.get(snapshots.size() - 1).interval().start();

    for (String path :
        List.of(
            "/api/metrics?" + range,
            "/api/metrics?" + from + "&include=warmup",
            "/api/metrics/timeline?interval=1&window=3600",
            "/api/metrics/timeline?interval=3&op=operation 0&" + range,
            "/api/heatmap",
            "/api/heatmap?columns=10&" + range,
            "/api/histogram",
            "/api/histogram?op=operation 0&" + range,
            "/api/percentiles?include=warmup",
            "/api/workers?limit=1000",
            "/api/workers?sort=-operations&search=thread 1",
            "/api/errors",
            "/api/errors?type=Timeout&operation=operation 0",
            "/api/system",
            "/api/instrumentation",
            "/api/export?format=csv",
            "/api/export?format=csv&include=warmup&op=operation 0&" + range,
            "/api/export?format=hlog",
            "/api/export?format=percentiles")) {
      assertThat(get(recorded, path)).as(path).isEqualTo(get(live, path)).isNotEmpty();
    }
    JsonNode total = json(live, "/api/metrics").get("total");
    assertThat(json(recorded, "/api/metrics").get("total")).isEqualTo(total);
    assertThat(total.get("operations").asLong()).isPositive();
  }

  @Test
  void itsStatusSaysThatItIsARecordAndOffersNoControl() throws IOException {
    OpenedRuns runs = open(write(ID + "1", 3, false));
    JsonNode status = json(recorded(runs), "/api/status");
    assertThat(status.get("recorded").get("id").asString()).isEqualTo(ID + "1");
    assertThat(status.get("recorded").get("ended").asString()).isEqualTo("failed: killed");
    assertThat(status.get("status").asString()).isEqualTo("failed");
    assertThat(status.get("control")).allMatch(allowed -> !allowed.asBoolean(true));
    assertThat(status.get("config").get("scenario").asString()).isEqualTo("checkout");
    assertThat(json(live(TestRecords.snapshots(3)), "/api/status").get("recorded").isNull())
        .isTrue();
  }

  @Test
  void aRunThatGoesOnIsShownAsItWas() throws IOException {
    Path file = write(ID + "1", 3, false);
    Records records = new Records(directory, (pid, started, written) -> true);
    OpenedRuns runs = OpenedRuns.of(records, file);
    JsonNode status = json(recorded(runs), "/api/status");
    assertThat(status.get("recorded").get("running").asBoolean()).isTrue();
    assertThat(status.get("end_time").isNull()).isTrue();
    assertThat(status.get("control")).allMatch(allowed -> !allowed.asBoolean(true));
    assertThat(status.get("warnings").toString()).contains("The run goes on");
  }

  @Test
  void nothingCanBeDoneToIt() throws IOException {
    Router router = recorded(open(write(ID + "1", 3, true)));
    for (String path :
        List.of(
            "/api/control/pause",
            "/api/control/resume",
            "/api/control/stop",
            "/api/instrumentation",
            "/api/marks",
            "/api/detach")) {
      Response refused = send(router, "POST", path);
      assertThat(refused.status()).as(path).isEqualTo(409);
      assertThat(Bodies.text(refused)).contains("this is the record of a run");
    }
  }

  @Test
  void theLogIsThatOfTheRecord() throws IOException {
    Router router = recorded(open(write(ID + "1", 3, true)));
    JsonNode logs = json(router, "/api/logs").get("logs");
    assertThat(logs).hasSize(1);
    assertThat(logs.get(0).get("message").asString()).isEqualTo("an entry of the record");
    assertThat(json(router, "/api/logs?level=error").get("logs")).isEmpty();
    assertThat(json(router, "/api/logs?limit=1&level=debug").get("logs")).hasSize(1);
  }

  @Test
  void theOthersOfTheDirectoryAreListedAndReadWhenTheyAreAskedFor() throws IOException {
    OpenedRuns runs = open(write(ID + "1", 3, true));
    write(ID + "2", 4, true);
    write(ID + "3", 5, false);
    Files.writeString(directory.resolve("other.bmr"), "no record");
    Router router = recorded(runs);

    JsonNode records = json(router, "/api/records").get("records");
    assertThat(records.valueStream().map(one -> one.get("id").asString()))
        .containsExactlyInAnyOrder(ID + "1", ID + "2", ID + "3", "other");
    assertThat(json(router, "/api/records?q=killed").get("records")).hasSize(1);
    assertThat(json(router, "/api/records?tag=version:1&scenario=checkout").get("records"))
        .hasSize(3);
    assertThat(json(router, "/api/sessions").get("sessions")).hasSize(1);

    String csv = get(recorded(open(directory.resolve(ID + "2.bmr"))), "/api/export?format=csv");
    assertThat(get(router, "/api/export?format=csv&session=" + ID + "2")).isEqualTo(csv);
    assertThat(json(router, "/api/status?session=" + ID + "2").get("recorded").get("id").asString())
        .isEqualTo(ID + "2");
    // All have the same session.
    assertThat(get(router, "/api/export?format=csv&session=bench-20260118-153045"))
        .isEqualTo(get(router, "/api/export?format=csv"))
        .isNotEqualTo(csv);
    assertThat(send(router, "GET", "/api/status?session=other").status()).isEqualTo(404);
    assertThat(send(router, "GET", "/api/status?session=..%2Fx").status()).isEqualTo(404);
  }

  @Test
  void fewRunsAreKeptAtOnce() throws IOException {
    OpenedRuns runs = open(write(ID + "1", 3, true));
    for (int i = 2; i < 9; i++) {
      write(ID + i, i, true);
      RunView run = runs.find(ID + i).orElseThrow();
      assertThat(runs.find(ID + i)).containsSame(run);
      assertThat(Objects.requireNonNull(runs.entry(run)).id()).isEqualTo(ID + i);
    }
    assertThat(runs.newestFirst())
        .hasSizeLessThan(6)
        .first()
        .isSameAs(runs.current().orElseThrow());
    assertThat(runs.list(RecordQuery.ALL)).extracting(RecordEntry::id).hasSize(8);
  }

  @Test
  void aHostListsNoRecords() {
    Runs runs = Snapshots.liveRuns();
    assertThat(router(new ApiContext(runs, Contexts.jvm())).routes())
        .noneMatch(route -> route.path().equals("/api/records"));
  }

  @Test
  void everyReadNeedsTheToken() throws Exception {
    try (RecordServer server = new RecordServer(open(write(ID + "1", 3, true)))) {
      URI url = server.start();
      for (String path : List.of("api/status", "api/records", "api/export", "api/stream")) {
        assertThat(status(url.resolve(path), "")).as(path).isEqualTo(401);
        assertThat(status(url.resolve(path), "wrong-token-wrong-token")).as(path).isEqualTo(401);
      }
      assertThat(status(url.resolve("api/status"), server.token().text())).isEqualTo(200);
      assertThat(status(url.resolve("api/records"), server.token().text())).isEqualTo(200);
    }
  }

  private static int status(URI url, String token) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
    if (!token.isEmpty()) {
      connection.setRequestProperty("Authorization", "Bearer " + token);
    }
    return connection.getResponseCode();
  }
}
