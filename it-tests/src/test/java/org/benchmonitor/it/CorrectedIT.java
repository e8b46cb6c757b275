package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Corrected latencies against the response times that an open loop has measured itself. */
class CorrectedIT {
  private static final String CALL = "op=call=com.acme.bench.Workload#call";
  private static final String INTENDED = "intended=arg:1,intended.unit=nanotime";

  /** Each worker begins a call each 10 ms, and one in 200 stands still for 300 ms. */
  private static final String[] OPEN_LOOP = {
    "--workers=4", "--rate=400", "--stall=300ms/200", "--operations=4800", "--json=truth.json"
  };

  private static JsonNode operation(JsonNode report, String name) {
    return report.get("metrics").get("by_operation").get(name);
  }

  private static Stream<Arguments> rules() {
    return Jdk.inTurn(Arguments.of("expected_interval=10ms"), Arguments.of("rate=400/s"));
  }

  /** The one from its planned start agrees within the digits, the others within a tenth. */
  @ParameterizedTest(name = "JDK {0}, {1}")
  @MethodSource("rules")
  void anOpenLoopsOwnResponseTimesAreTheCorrectedLatencies(int version, String rule) {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent(
                "op=com.acme.bench.Worker#perform",
                rule,
                CALL,
                INTENDED,
                "digits=3",
                "report=report.json")
            .sampleRunner(OPEN_LOOP)
            .run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      JsonNode report = Runs.report(host);
      Runs.assertNothingSuppressed(report);
      JsonNode response = Runs.groundTruth(host).get("measured").get("total").get("response_ms");
      double p99 = response.get("p99").asDouble();
      assertThat(p99).as("what the runner measured").isGreaterThan(200);

      JsonNode planned = operation(report, "call");
      JsonNode ofPlan = planned.get("corrected");
      assertThat(ofPlan.get("rule").asString()).isEqualTo(INTENDED);
      assertThat(ofPlan.get("count").asLong())
          .isEqualTo(planned.get("latency").get("count").asLong())
          .isEqualTo(response.get("count").asLong());
      for (String figure : new String[] {"p90", "p95", "p99", "p999", "max"}) {
        // The runner measures from just outside of the call.
        double theirs = response.get(figure).asDouble();
        assertThat(ofPlan.get(figure).asDouble())
            .as(figure + " from the planned start")
            .isCloseTo(theirs, within(0.5 + theirs * 0.005));
      }

      JsonNode performed = operation(report, "perform");
      assertThat(performed.get("corrected").get("rule").asString()).isEqualTo(rule);
      assertThat(performed.get("corrected").get("p99").asDouble())
          .as(rule + ", JDK " + version)
          .isCloseTo(p99, withinPercentage(10));
      assertThat(performed.get("latency").get("p95").asDouble())
          .as("the raw latency, which misses what did not begin")
          .isLessThan(p99 / 2);
      assertThat(report.get("instrumentation").get("patterns").get(0).get("correction").asString())
          .isEqualTo(rule);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aPauseIsInNoCorrectedLatency(int version) {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent(CALL, INTENDED, "metrics_interval=100ms", "report=report.json")
            .sampleRunner("--workers=4", "--rate=400", "--operations=3000", "--json=truth.json")
            .start()) {
      Api api = host.api();
      Await.until(
          "operations",
          Duration.ofSeconds(30),
          () -> api.get("/api/metrics").get("total").get("operations").asLong() > 200);
      api.posted("/api/control/pause", "{\"by\": \"the test\"}");
      long paused = api.get("/api/status").get("sequence").asLong();
      Await.until(
          "a pause of four seconds",
          Duration.ofSeconds(30),
          () -> api.get("/api/status").get("sequence").asLong() > paused + 40);
      api.posted("/api/control/resume", "{\"by\": \"the test\"}");
      assertThat(host.awaitExit()).as(host.stderr()).isZero();

      JsonNode report = Runs.report(host);
      JsonNode truth = Runs.groundTruth(host).get("measured").get("total").get("response_ms");
      assertThat(truth.get("max").asDouble()).isGreaterThan(4_000);
      // What was left is that the runner catches up with what it had planned for the pause.
      JsonNode corrected = operation(report, "call").get("corrected");
      assertThat(corrected.get("count").asLong()).isEqualTo(3_000);
      assertThat(corrected.get("max").asDouble()).isLessThan(truth.get("max").asDouble() - 3_500);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void whoPlansNoStartIsInNoCorrectedLatency(int version) {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent(CALL, INTENDED, "report=report.json")
            .sampleRunner("--workers=2", "--operations=2000", "--json=truth.json")
            .run()) {
      JsonNode report = Runs.report(host);
      JsonNode call = operation(report, "call");
      assertThat(call.get("count").asLong()).isEqualTo(2_000);
      assertThat(call.get("corrected").get("count").asLong()).isZero();
      JsonNode method = report.get("instrumentation").get("patterns").get(0).get("methods").get(0);
      assertThat(method.get("without_planned_start").asLong()).isEqualTo(2_000);
    }
  }
}
