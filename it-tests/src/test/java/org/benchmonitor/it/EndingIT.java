package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** How a run ends, and that its report counts to the last operation. */
class EndingIT {
  private static final String[] OPTIONS = {"op=Ending#operation", "report=report.json"};

  private static Stream<Arguments> endings() {
    return Jdk.inTurn(
        Arguments.of("return", "", 0, "completed"),
        Arguments.of("throw", "", 1, "failed"),
        Arguments.of("exit-0", "", 0, "completed"),
        Arguments.of("exit-3", "", 3, "failed"),
        Arguments.of("exit-0-SIGMA-1", "", 0, "completed"),
        Arguments.of("exit-3-DestroyJavaVM", "", 3, "failed"),
        Arguments.of("exit-0-interrupted", "", 0, "completed"),
        Arguments.of("return", "session=Ending#run", 0, "completed"),
        Arguments.of("throw", "session=Ending#run", 1, "failed"));
  }

  @ParameterizedTest(name = "JDK {0}, {1} {2}")
  @MethodSource("endings")
  void theStatusSaysHowTheRunEnded(
      int version, String how, String session, int exitCode, String status) {
    String[] options = session.isEmpty() ? OPTIONS : Runs.concat(OPTIONS, session);
    long started = System.currentTimeMillis();
    try (Host host =
        Host.on(Jdk.of(version))
            .agent(options)
            .program(Programs.file("Ending.java").toString(), how)
            .run()) {
      long exited = System.currentTimeMillis();
      assertThat(host.awaitExit()).as(host.stderr()).isEqualTo(exitCode);
      // Of a run that does next to nothing, so that a busy machine draws out both.
      assertThat(exited - Long.parseLong(host.stdout().trim()))
          .as("milliseconds from the host's last hook to the end of its process")
          .isLessThan((exited - started) / 4);
      JsonNode report = Runs.report(host);
      assertThat(report.get("status").get("status").asString()).isEqualTo(status);
      assertThat(report.get("status").get("reason").asString()).isNotEmpty();
      // A session ends with its method, a run without one with the JVM and its hooks.
      assertThat(report.get("metrics").get("total").get("operations").asInt())
          .isEqualTo(session.isEmpty() ? 150 : 100);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aTerminatedRunIsCancelledAndReportedWhole(int version) {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent(OPTIONS)
            .program(Programs.file("Ending.java").toString(), "wait")
            .start()) {
      Api api = host.api();
      Await.until(
          "100 operations",
          Duration.ofSeconds(20),
          () -> api.get("/api/metrics").get("total").get("operations").asInt() == 100);
      host.terminate();
      assertThat(host.awaitExit()).isEqualTo(143);
      JsonNode report = Runs.report(host);
      assertThat(report.get("status").get("status").asString()).isEqualTo("cancelled");
      assertThat(report.get("metrics").get("total").get("operations").asInt()).isEqualTo(150);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aTerminatedSampleRunnerIsCountedToItsLastOperation(int version) {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent(Runs.withReport())
            .sampleRunner("--workers=20", "--duration=60s", "--json=truth.json")
            .start()) {
      Api api = host.api();
      Await.until(
          "operations",
          Duration.ofSeconds(20),
          () -> api.get("/api/metrics").get("total").get("operations").asInt() > 1000);
      host.terminate();
      assertThat(host.awaitExit()).isEqualTo(143);
      Runs.assertCountsAreEqual(Runs.report(host), Runs.groundTruth(host));
    }
  }
}
