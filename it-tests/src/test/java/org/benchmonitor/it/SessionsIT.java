package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Several runs one after the other in one JVM. */
class SessionsIT {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static Host.Builder rounds(int version, String... options) {
    return Host.on(Jdk.of(version))
        .agent(
            Runs.concat(
                new String[] {"op=Rounds#operation", "op=Rounds#failing", "session=Rounds#round"},
                options))
        .program(Programs.file("Rounds.java").toString());
  }

  private static List<String> texts(JsonNode list, String field) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.get(field).asString()));
    return texts;
  }

  /** Waits until the fourth round is under way. */
  private static JsonNode fourRuns(Api api) {
    Await.until(
        "four runs",
        LONGEST,
        () -> {
          JsonNode runs = api.get("/api/sessions").get("sessions");
          return runs.size() == 4 && runs.get(0).get("operations").asLong() > 410;
        });
    return api.get("/api/sessions").get("sessions");
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void eachRunIsCountedKeptAndReportedByItself(int version) throws IOException {
    Path reports =
        Files.createTempDirectory(
            Files.createDirectories(Path.of(Host.property("it.directory"))), "reports");
    String absolute = reports.toAbsolutePath().toString();
    try (Host host = rounds(version, "session_id=nightly", "report=" + absolute).start()) {
      Api api = host.api();
      JsonNode runs = fourRuns(api);
      assertThat(texts(runs, "session_id"))
          .containsExactly("nightly-4", "nightly-3", "nightly-2", "nightly");
      assertThat(texts(runs, "status"))
          .containsExactly("running", "failed", "completed", "completed");
      assertThat(texts(runs, "current")).containsExactly("true", "false", "false", "false");
      for (int round = 1; round <= 3; round++) {
        assertRoundIsExact(api, runs.get(4 - round), round);
        Path report =
            reports.resolve(
                runs.get(4 - round).get("session_id").asString() + "-" + host.pid() + ".json");
        Await.until("the report " + report, LONGEST, () -> Files.exists(report));
        assertReportIsExact(Api.read(report), round);
      }
      assertThat(api.send("/api/metrics?session=nightly-5").statusCode()).isEqualTo(404);
      assertThat(api.send("/api/metrics?session=nightly-5").body())
          .contains("no_such_session", "[nightly-4, nightly-3, nightly-2, nightly]");

      host.terminate();
      assertThat(host.awaitExit()).isEqualTo(143);
      try (Stream<Path> files = Files.list(reports)) {
        assertThat(files).hasSize(4);
      }
      JsonNode last = Api.read(reports.resolve("nightly-4-" + host.pid() + ".json"));
      assertThat(last.get("status").get("status").asString()).isEqualTo("cancelled");
      Runs.assertNothingSuppressed(last);
    }
  }

  private static void assertRoundIsExact(Api api, JsonNode listed, int round) {
    String id = listed.get("session_id").asString();
    assertThat(listed.get("operations").asInt()).isEqualTo(101 * round);
    assertThat(listed.get("errors").asInt()).isEqualTo(round);
    String of = "?session=" + id;
    JsonNode status = api.get("/api/status" + of);
    assertThat(status.get("session_id").asString()).isEqualTo(id);
    assertThat(status.get("status").asString()).isEqualTo(round == 3 ? "failed" : "completed");
    assertThat(status.get("control").valueStream()).hasSize(3).noneMatch(JsonNode::asBoolean);
    assertCounts(api.get("/api/metrics" + of), round);
    assertThat(api.get("/api/histogram" + of + "&op=operation").get("count").asInt())
        .isEqualTo(100 * round);
    assertThat(api.get("/api/errors" + of).get("total_errors").asInt()).isEqualTo(round);
    int counted = 0;
    for (JsonNode point :
        api.get("/api/metrics/timeline" + of + "&interval=0.1").get("data_points")) {
      counted += point.get("operations").asInt();
    }
    assertThat(counted).isEqualTo(101 * round);
  }

  private static void assertReportIsExact(JsonNode report, int round) {
    assertThat(report.get("status").get("status").asString())
        .isEqualTo(round == 3 ? "failed" : "completed");
    assertCounts(report.get("metrics"), round);
    int counted = 0;
    for (JsonNode point : report.get("timeline").get("data_points")) {
      counted += point.get("operations").asInt();
    }
    assertThat(counted).isEqualTo(101 * round);
    Runs.assertNothingSuppressed(report);
  }

  private static void assertCounts(JsonNode metrics, int round) {
    assertThat(metrics.get("total").get("operations").asInt()).isEqualTo(101 * round);
    assertThat(metrics.get("total").get("errors").asInt()).isEqualTo(round);
    JsonNode operations = metrics.get("by_operation");
    assertThat(operations.get("operation").get("count").asInt()).isEqualTo(100 * round);
    assertThat(operations.get("failing").get("errors").asInt()).isEqualTo(round);
  }

  @Test
  void aFileIsTheReportOfTheFirstRunAndFurtherOnesAreBesideIt() throws IOException {
    try (Host host = rounds(25, "session_id=r", "report=report.json").start()) {
      fourRuns(host.api());
      host.terminate();
      host.awaitExit();
      List<String> expected = List.of("report.json", "report-r-2.json", "report-r-3.json");
      for (int round = 1; round <= 3; round++) {
        assertReportIsExact(Api.read(host.directory().resolve(expected.get(round - 1))), round);
      }
      assertThat(host.directory().resolve("report-r-4.json")).exists();
    }
  }

  @Test
  void anEndedRunIsChosenAndLeftOnThePage() throws IOException, InterruptedException {
    try (Host host = rounds(25).start()) {
      fourRuns(host.api());
      Browser.on(host).passes("sessions.test.mjs", 5, Duration.ofSeconds(90));
    }
  }
}
