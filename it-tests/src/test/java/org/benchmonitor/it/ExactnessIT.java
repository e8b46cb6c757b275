package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The agent's figures against those that the sample runner keeps of itself. */
class ExactnessIT {
  private static Stream<Arguments> runs() {
    // JDK 17 has no virtual threads to run on.
    return Stream.concat(
        Jdk.inTurn(Arguments.of(1, "platform"), Arguments.of(100, "platform")),
        Stream.of(Arguments.of(25, 1, "virtual"), Arguments.of(25, 100, "virtual")));
  }

  @ParameterizedTest(name = "JDK {0}, {1} workers, {2} threads")
  @MethodSource("runs")
  void everyCountAndErrorTypeIsTheRunnersOwn(int version, int workers, String threads) {
    Jdk jdk = Jdk.of(version);
    try (Host host =
        Host.on(jdk)
            .agent(Runs.withReport())
            .sampleRunner(
                "--workers=" + workers,
                "--operations=40000",
                "--error-rate=0.05",
                "--threads=" + threads,
                "--json=truth.json",
                "--no-timings")
            .run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      JsonNode report = Runs.report(host);
      Runs.assertCountsAreEqual(report, Runs.groundTruth(host));
      Runs.assertNothingSuppressed(report);
      assertThat(report.get("status").get("status").asString()).isEqualTo("completed");
      assertThat(report.get("errors").get("by_type")).hasSize(2);
      assertThat(report.get("workers").get("total_workers").asInt()).isEqualTo(workers);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void percentilesAgreeWithinThePrecisionOfTheHistograms(int version) {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent(Runs.withReport("digits=3"))
            .sampleRunner(
                "--workers=1",
                "--operations=60000",
                "--rate=20000",
                "--mix=read=50,update=50",
                "--json=truth.json")
            .run()) {
      JsonNode report = Runs.report(host);
      JsonNode truth = Runs.groundTruth(host);
      Runs.assertCountsAreEqual(report, truth);
      for (String operation : new String[] {"read", "update"}) {
        JsonNode ours = report.get("metrics").get("by_operation").get(operation).get("latency");
        JsonNode theirs =
            truth.get("measured").get("operations").get(operation).get("success_latency_ms");
        for (String figure : new String[] {"p50", "p90", "p95"}) {
          // Both time the same call, the runner from just outside: the difference is one call of
          // the probe and of the clock, beside the precision of the two histograms.
          double expected = theirs.get(figure).asDouble();
          assertThat(ours.get(figure).asDouble())
              .as(operation + " " + figure)
              .isBetween(expected * 0.95 - 0.002, expected * 1.01);
        }
        assertThat(ours.get("max").asDouble()).isLessThanOrEqualTo(theirs.get("max").asDouble());
        assertThat(ours.get("p50").asDouble()).isLessThanOrEqualTo(ours.get("p99").asDouble());
        assertThat(ours.get("p9999").asDouble()).isLessThanOrEqualTo(ours.get("max").asDouble());
      }
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void theMonitorSaysWhatItCostsItself(int version) {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent(Runs.OPERATIONS)
            .sampleRunner("--workers=2", "--rate=500", "--duration=60s")
            .start()) {
      Api api = host.api();
      Await.until(
          "the measured cost of an operation",
          Duration.ofSeconds(30),
          () -> !api.get("/api/status").get("monitor").get("operations_cpu_percent").isNull());
      JsonNode status = api.get("/api/status");
      JsonNode monitor = status.get("monitor");
      // Generous, for machines that are busy: the point is that it is of the right magnitude.
      double perOperation = monitor.get("ns_per_operation").asDouble();
      assertThat(perOperation).isBetween(1.0, 5_000.0);
      JsonNode clock = monitor.get("clock");
      assertThat(clock.get("name").asString())
          .isIn("fast", "tsc", "nanotime", "nanotime (fallen back)");
      assertThat(clock.get("frequency_hz").asLong()).isGreaterThanOrEqualTo(1_000_000);
      assertThat(clock.get("cost_ns").asDouble()).isBetween(0.1, perOperation);
      double milliseconds = monitor.get("operations_cost_ms").asDouble();
      assertThat(milliseconds).isPositive();
      assertThat(monitor.get("operations_cpu_percent").asDouble())
          .isCloseTo(
              milliseconds / (10 * status.get("elapsed_seconds").asDouble()), withinPercentage(1));
      assertThat(monitor.get("threads_cpu_percent").asDouble()).isNotNegative();
      assertThat(monitor.get("bytes").asLong()).isPositive();
      assertThat(monitor.get("stream_dropped").asLong()).isZero();
      assertThat(monitor.get("suppressed").asLong()).isZero();
      assertThat(api.get("/api/metrics").get("by_operation").propertyNames())
          .as("the operations of the measurement are not those of the run")
          .isSubsetOf("create", "read", "update", "delete");
      assertThat(api.get("/api/workers").get("total_workers").asInt()).isEqualTo(2);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void theCounterOfFlightRecorderTimesAsNanoTimeDoesAndNothingIsPrintedForIt(int version) {
    long started = System.nanoTime();
    try (Host host =
        Host.on(Jdk.of(version))
            .agent(Runs.withReport("clock=fast"))
            .sampleRunner("--workers=2", "--rate=200", "--duration=4s")
            .run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(host.stderr().lines()).singleElement().asString().startsWith("[monitor] http://");
      JsonNode status = Runs.report(host).get("status");
      assertThat(status.get("monitor").get("clock").get("name").asString()).isEqualTo("fast");
      assertThat(status.get("monitor").get("clock").get("switched_at").isNull()).isTrue();
      double wall = (System.nanoTime() - started) / 1e9;
      assertThat(status.get("elapsed_seconds").asDouble()).isBetween(3.5, wall);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void theWarmupIsLeftOutAndNothingIsLostByIt(int version) {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent(Runs.withReport("warmup=1s"))
            .sampleRunner("--workers=30", "--duration=3s", "--error-rate=0.5", "--json=truth.json")
            .run()) {
      JsonNode report = Runs.report(host);
      long runner = Runs.groundTruth(host).get("measured").get("total").get("count").asLong();
      long counted = report.get("metrics").get("total").get("operations").asLong();
      long warm = 0;
      for (JsonNode point : report.get("timeline").get("data_points")) {
        if (point.get("warmup").asBoolean()) {
          warm += point.get("operations").asLong();
        }
      }
      assertThat(warm).isPositive();
      assertThat(counted).isPositive();
      assertThat(counted + warm).isEqualTo(runner);
      long errors = report.get("metrics").get("total").get("errors").asLong();
      long typed = 0;
      for (JsonNode type : report.get("errors").get("by_type")) {
        typed += type.get("count").asLong();
      }
      assertThat(errors).isPositive();
      assertThat(typed).as("the types add up to the errors").isEqualTo(errors);
    }
  }
}
