package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Runs of less than a second on a machine that is loaded threefold have their reports. */
class ShortRunsIT {
  private static final int PER_PROCESSOR = 3;

  private static String classes;
  private final List<Process> load = new ArrayList<>();

  @BeforeAll
  static void compile() {
    classes = Programs.compiled("Brief.java").toString();
  }

  /** Processes of their own, which end by themselves if this one is killed. */
  @BeforeEach
  void begin() throws IOException {
    int count = PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
    for (int i = 0; i < count; i++) {
      load.add(
          new ProcessBuilder("timeout", "120", "sh", "-c", "while :; do :; done")
              .redirectErrorStream(true)
              .start());
    }
  }

  @AfterEach
  void end() throws InterruptedException {
    for (Process one : load) {
      one.destroy();
      assertThat(one.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static Stream<Arguments> runs() {
    return Jdk.inTurn(
        Arguments.of("return", 20, 0),
        Arguments.of("exit", 300, 3),
        Arguments.of("terminate", 100, 143),
        Arguments.of("throw", 100, 1),
        Arguments.of("session", 700, 0));
  }

  @ParameterizedTest(name = "JDK {0}, {1} after {2} ms")
  @MethodSource("runs")
  void aShortRunOnALoadedMachineHasItsReport(int version, String how, int millis, int exitCode) {
    String[] options = {"op=Brief#operation", "op=Brief#exit", "report=report.json"};
    if (how.equals("session")) {
      options = Runs.concat(options, "session=Brief#session");
    }
    try (Host host =
        Host.on(Jdk.of(version))
            .agent(options)
            .program("-cp", classes, "Brief", how, Integer.toString(millis))
            .run()) {
      assertThat(load).as("the load").allMatch(Process::isAlive);
      assertThat(host.awaitExit()).as(host.stderr()).isEqualTo(exitCode);
      JsonNode report = Runs.report(host);
      JsonNode operations = report.get("metrics").get("by_operation");
      assertThat(operations.get("operation").get("count").asInt()).isEqualTo(100);
      assertThat(report.get("instrumentation").get("patterns")).isNotEmpty();
    }
  }
}
