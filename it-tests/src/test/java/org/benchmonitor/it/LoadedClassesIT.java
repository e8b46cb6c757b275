package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which of the jar's classes a host loads: never those of the programs that start from the jar, and
 * none of what was not asked for.
 */
class LoadedClassesIT {
  private static final String LOG = "-Xlog:class+load=info:file=classes.log:none";

  private static final String OPERATION = "op=Stretches$Worker#operation";

  /** What the jar holds for processes of its own. */
  private static final List<String> NOT_THE_HOSTS =
      List.of(
          "org.benchmonitor.tool.",
          "picocli.",
          "org.benchmonitor.run.compare.",
          "org.apache.commons.");

  /** What {@code /metrics}, {@code otlp=} and {@code webhook=} take. */
  private static final List<String> NOT_ASKED_FOR =
      List.of(
          "org.benchmonitor.run.otlp.",
          "org.benchmonitor.host.otlp.",
          "org.benchmonitor.host.http.",
          "org.benchmonitor.host.alert.AlertActions",
          "org.benchmonitor.host.alert.Dispatch",
          "org.benchmonitor.host.alert.Thresholds",
          "org.benchmonitor.run.export.Exposition",
          "org.benchmonitor.run.export.MetricSink",
          "org.benchmonitor.run.export.PrometheusText");

  private static List<String> loadedIn(Host host) throws IOException {
    try (var lines = Files.lines(host.directory().resolve("classes.log"))) {
      return lines.map(line -> line.split(" ", 2)[0]).toList();
    }
  }

  /** Loads what a page loads, itself and answers of the API, until the run is under way. */
  private static void lookAtThePage(Host host, Api api) {
    host.ask("go");
    assertThat(api.send("/").statusCode()).isEqualTo(200);
    assertThat(api.get("/api/status").get("sequence").isNumber()).isTrue();
    Await.until(
        "an operation",
        Duration.ofSeconds(30),
        () -> api.get("/api/metrics").path("by_operation").has("operation"));
  }

  private static void assertNothingOfTheTool(Host host) throws IOException {
    List<String> loaded = loadedIn(host);
    // So that an empty or a strange log cannot pass.
    assertThat(loaded)
        .filteredOn(name -> name.startsWith("org.benchmonitor.host."))
        .hasSizeGreaterThan(50);
    assertThat(loaded)
        .filteredOn(name -> name.startsWith("org.benchmonitor.server."))
        .hasSizeGreaterThan(20);
    assertThat(loaded)
        .filteredOn(
            name ->
                NOT_THE_HOSTS.stream().anyMatch(name::startsWith)
                    || NOT_ASKED_FOR.stream().anyMatch(name::startsWith))
        .isEmpty();
  }

  /** A program that brings no library of its own, so that all that is loaded of one is ours. */
  private static Host.Builder program(int version) {
    return Host.on(Jdk.of(version)).jvm(LOG).program(Programs.file("Stretches.java").toString());
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aHostThatStartsWithTheAgentLoadsNothingOfTheTool(int version) throws IOException {
    try (Host host = program(version).agent(OPERATION, "report=report.json").start()) {
      Await.until("the program", Duration.ofSeconds(20), () -> host.stdout().contains("ready"));
      lookAtThePage(host, host.api());
      host.terminate();
      host.awaitExit();
      assertThat(Runs.report(host).isObject()).as("the run has ended with a report").isTrue();
      assertNothingOfTheTool(host);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aHostThatTheAgentIsLoadedIntoLoadsNothingOfTheTool(int version) throws IOException {
    try (Host host = program(version).jvm("-XX:+EnableDynamicAgentLoading").start()) {
      Await.until("the program", Duration.ofSeconds(20), () -> host.stdout().contains("ready"));
      lookAtThePage(host, Attaching.attach(host, "address=localhost:0," + OPERATION));
      host.terminate();
      host.awaitExit();
      assertNothingOfTheTool(host);
    }
  }
}
