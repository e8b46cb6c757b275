package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Pause, resume and stop of hosts that know nothing of it. */
class ControlIT {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Pattern OPERATIONS = Pattern.compile("operations (\\d+)");
  private static final String[] FAST = {
    "op=Controlled#operation", "metrics_interval=100ms", "report=report.json"
  };

  private static Host controlled(int version, String kind, int workers, String... options) {
    return Host.on(Jdk.of(version))
        .agent(Runs.concat(FAST, options))
        .program(Programs.file("Controlled.java").toString(), kind, "" + workers, "60000")
        .start();
  }

  private static JsonNode control(Api api, String action) {
    return api.posted("/api/control/" + action, "{\"by\": \"the test\"}");
  }

  private static long operations(Api api) {
    return api.get("/api/metrics?include=warmup").get("total").get("operations").asLong();
  }

  private static void awaitOperations(Api api, long more) {
    long before = operations(api);
    Await.until("operations", LONGEST, () -> operations(api) >= before + more);
  }

  private static void sleep(long millis) {
    long deadline = System.nanoTime() + Duration.ofMillis(millis).toNanos();
    while (System.nanoTime() < deadline) {
      LockSupport.parkNanos(deadline - System.nanoTime());
    }
  }

  /** Soon nothing begins any more; observed for as long as it is said. */
  private static long assertNothingBegins(Api api, long millis) {
    // What was past the gate begins, and what was inside of an operation ends it, when the machine
    // lets it run.
    Await.until(
        "counts that stand still for half a second, and nothing in flight",
        LONGEST,
        () -> {
          long before = operations(api);
          sleep(500);
          JsonNode metrics = api.get("/api/metrics");
          return operations(api) == before && metrics.get("current").get("in_flight").asLong() == 0;
        });
    long held = operations(api);
    sleep(millis);
    JsonNode metrics = api.get("/api/metrics?include=warmup");
    assertThat(metrics.get("total").get("operations").asLong()).isEqualTo(held);
    assertThat(metrics.get("current").get("in_flight").asLong()).isZero();
    return held;
  }

  private static long printed(Host host) {
    Matcher matcher = OPERATIONS.matcher(host.stdout());
    assertThat(matcher.find()).as(host.stdout() + host.stderr()).isTrue();
    return Long.parseLong(matcher.group(1));
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aPauseIsInNoFigureAndEveryOperationIsCounted(int version) {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent(Runs.withReport("metrics_interval=100ms", "duration=1m"))
            .sampleRunner("--workers=8", "--rate=2000", "--operations=8000", "--json=truth.json")
            .start()) {
      Api api = host.api();
      awaitOperations(api, 200);
      JsonNode paused = control(api, "pause");
      assertThat(paused.get("status").asString()).isEqualTo("paused");
      assertThat(paused.get("control").toString())
          .isEqualTo("{\"pause\":false,\"resume\":true,\"stop\":true}");
      assertThat(assertNothingBegins(api, 1_500)).isLessThan(8_000);
      JsonNode still = control(api, "pause");
      assertThat(still.get("elapsed_seconds")).isEqualTo(paused.get("elapsed_seconds"));
      assertThat(control(api, "resume").get("status").asString()).isEqualTo("running");
      assertThat(host.awaitExit()).as(host.stderr()).isZero();

      JsonNode report = Runs.report(host);
      Runs.assertCountsAreEqual(report, Runs.groundTruth(host));
      Runs.assertNothingSuppressed(report);
      double seconds = report.get("status").get("paused_seconds").asDouble();
      assertThat(seconds).isGreaterThan(1.6);
      JsonNode total = report.get("metrics").get("total");
      assertThat(total.get("latency").get("max").asDouble()).isLessThan(seconds * 1_000 - 100);
      double elapsed = report.get("status").get("elapsed_seconds").asDouble();
      assertThat(total.get("throughput").asDouble())
          .isCloseTo(
              total.get("operations").asLong() / elapsed,
              org.assertj.core.data.Percentage.withPercentage(2));
      assertPauseIsOnTheTimeline(report, seconds);
    }
  }

  private static void assertPauseIsOnTheTimeline(JsonNode report, double seconds) {
    double shown = 0;
    for (JsonNode point : report.get("timeline").get("data_points")) {
      if (point.get("status").asString().equals("paused")) {
        shown += point.get("duration_seconds").asDouble();
        assertThat(point.get("throughput").asDouble()).isZero();
      }
    }
    assertThat(shown).isCloseTo(seconds, org.assertj.core.data.Offset.offset(0.01));
    List<String> phases = new ArrayList<>();
    for (JsonNode event : report.get("timeline").get("events")) {
      if (event.get("kind").asString().equals("phase")) {
        phases.add(event.get("text").asString());
      }
    }
    assertThat(phases).startsWith("running", "paused", "running");
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void anInterruptedWorkerGoesOnWithItsFlagWhileTheOthersWait(int version) {
    try (Host host = controlled(version, "platform", 4)) {
      Api api = host.api();
      awaitOperations(api, 100);
      control(api, "pause");
      Await.until(
          "the interrupted worker's end",
          LONGEST,
          () -> api.get("/api/workers").get("ended_workers").asInt() == 1);
      assertThat(host.stdout()).contains("interrupting");
      long held = assertNothingBegins(api, 200);
      // Stopped while it is paused, as SIGTERM would: the host's own hook waits for its workers.
      JsonNode stopping = control(api, "stop");
      assertThat(stopping.get("stopping").asBoolean()).isTrue();
      assertThat(host.awaitExit()).as(host.stderr()).isEqualTo(143);
      assertThat(host.stdout()).contains("flagged 1");
      // The hooks run side by side: until the host's own has told them, its workers go on.
      assertThat(printed(host)).isGreaterThanOrEqualTo(held);
      assertCancelled(host);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aPausedRunThatIsTerminatedDoesNotKeepTheHostsHookWaiting(int version) {
    try (Host host = controlled(version, "platform", 4)) {
      Api api = host.api();
      awaitOperations(api, 100);
      control(api, "pause");
      host.terminate();
      assertThat(host.awaitExit()).as(host.stderr()).isEqualTo(143);
      JsonNode report = Runs.report(host);
      assertThat(report.get("status").get("reason").asString()).contains("SIGTERM");
      assertThat(report.get("metrics").get("total").get("operations").asLong())
          .isEqualTo(printed(host));
    }
  }

  private static void assertCancelled(Host host) {
    JsonNode report = Runs.report(host);
    assertThat(report.get("status").get("status").asString()).isEqualTo("cancelled");
    assertThat(report.get("status").get("reason").asString()).isEqualTo("stopped by the test");
    assertThat(report.get("metrics").get("total").get("operations").asLong())
        .isEqualTo(printed(host));
    Runs.assertNothingSuppressed(report);
  }

  private static Stream<Arguments> ways() {
    return Jdk.inTurn(
        Arguments.of("interrupt", "flagged 4"),
        Arguments.of("Controlled#shutdown", "shutdown\n"),
        Arguments.of("Controlled#shutdownAll", "shutdownAll\n"));
  }

  @ParameterizedTest(name = "JDK {0}, {1}")
  @MethodSource("ways")
  void aRunnerIsStoppedInItsOwnWay(int version, String way, String said) {
    try (Host host = controlled(version, "platform", 4, "stop=" + way)) {
      Api api = host.api();
      awaitOperations(api, 100);
      control(api, "pause");
      control(api, "stop");
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(host.stdout()).contains(said);
      assertCancelled(host);
    }
  }

  @Test
  void whatCannotBeDoneIsSaidAndTheRunGoesOn() {
    try (Host host = controlled(25, "platform", 2, "stop=Controlled#none")) {
      Api api = host.api();
      awaitOperations(api, 10);
      var answer = api.post("/api/control/stop", "{}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
      assertThat(answer.body()).contains("not_now", "Controlled", "none");
      assertThat(api.get("/api/status").get("status").asString()).isEqualTo("running");
      awaitOperations(api, 10);
      assertThat(api.get("/api/logs").toString()).contains("stop was refused");
    }
  }

  @Test
  void nothingIsControlledWithoutControl() {
    try (Host host = controlled(25, "platform", 2, "control=false")) {
      Api api = host.api();
      awaitOperations(api, 10);
      assertThat(api.post("/api/control/pause", "{}").statusCode()).isEqualTo(403);
      assertThat(api.post("/api/marks", "{\"text\": \"a note is no control\"}").statusCode())
          .isEqualTo(200);
      assertThat(api.get("/api/status").get("control").valueStream())
          .hasSize(3)
          .noneMatch(JsonNode::asBoolean);
    }
  }

  @Test
  void aNoteIsInTheTimelineTheExportAndTheReport() {
    try (Host host = controlled(25, "platform", 2, "report=report.json")) {
      Api api = host.api();
      awaitOperations(api, 10);
      String start = api.get("/api/status").get("start_time").asString();
      String body = "{\"text\": \"cache </script> cleared\", \"time\": \"" + start + "\"}";
      assertThat(api.post("/api/marks", body).statusCode()).isEqualTo(200);
      assertThat(api.post("/api/marks", body.replace("\"text\"", "\"words\"")).statusCode())
          .isEqualTo(400);
      Await.until(
          "the note's interval",
          LONGEST,
          () -> notes(api.get("/api/metrics/timeline?from=" + start)).size() == 1);
      assertThat(notes(api.get("/api/export").get("timeline"))).hasSize(1);
      control(api, "stop");
      assertThat(host.awaitExit()).as(host.stderr()).isEqualTo(143);
      List<JsonNode> reported = notes(Runs.report(host).get("timeline"));
      assertThat(reported).hasSize(1);
      assertThat(reported.get(0).get("text").asString()).isEqualTo("cache </script> cleared");
      assertThat(reported.get(0).get("timestamp").asString()).isEqualTo(start);
    }
  }

  private static List<JsonNode> notes(JsonNode timeline) {
    return timeline
        .get("events")
        .valueStream()
        .filter(event -> event.get("kind").asString().equals("note"))
        .toList();
  }

  @Test
  void eachOfTwoThousandVirtualThreadsWaitsAndEachGoesOn() {
    try (Host host = controlled(25, "virtual", 2_000)) {
      Api api = host.api();
      awaitOperations(api, 10_000);
      for (int round = 0; round < 3; round++) {
        control(api, "pause");
        assertNothingBegins(api, 200);
        Map<String, Long> held = completed(api);
        assertThat(held).hasSize(2_000);
        control(api, "resume");
        Await.until(
            "every worker's next operation",
            LONGEST,
            () ->
                completed(api).entrySet().stream()
                    .allMatch(worker -> worker.getValue() > held.get(worker.getKey())));
      }
      control(api, "stop");
      assertThat(host.awaitExit()).as(host.stderr()).isEqualTo(143);
      assertCancelled(host);
    }
  }

  private static Map<String, Long> completed(Api api) {
    Map<String, Long> completed = new TreeMap<>();
    for (JsonNode worker : api.get("/api/workers?limit=10000").get("workers")) {
      completed.put(worker.get("id").asString(), worker.get("operations_completed").asLong());
    }
    return completed;
  }

  @Test
  void aHundredControlsAtOnceComeToOneState() throws Exception {
    try (Host host = controlled(25, "platform", 4)) {
      Api api = host.api();
      awaitOperations(api, 100);
      ExecutorService clients = Executors.newFixedThreadPool(10);
      try {
        List<Callable<Integer>> asked =
            IntStream.range(0, 100)
                .mapToObj(
                    i ->
                        (Callable<Integer>)
                            () ->
                                api.post("/api/control/" + (i % 2 == 0 ? "pause" : "resume"), "{}")
                                    .statusCode())
                .toList();
        for (Future<Integer> answer : clients.invokeAll(asked)) {
          assertThat(answer.get()).isEqualTo(200);
        }
      } finally {
        clients.shutdownNow();
      }
      if (api.get("/api/status").get("status").asString().equals("paused")) {
        assertNothingBegins(api, 200);
      } else {
        awaitOperations(api, 100);
      }
      control(api, "resume");
      awaitOperations(api, 100);
      control(api, "stop");
      assertThat(host.awaitExit()).as(host.stderr()).isEqualTo(143);
      assertCancelled(host);
    }
  }
}
