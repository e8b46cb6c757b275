package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which of the jar's classes a host loads: never those of the programs that start from the jar. */
class LoadedClassesIT {
  private static final String LOG = "-Xlog:class+load=info:file=classes.log:none";

  /** What the jar holds for processes of its own. */
  private static final List<String> NOT_THE_HOSTS = List.of("org.benchmonitor.tool.", "picocli.");

  private static List<String> loadedIn(Host host) throws IOException {
    try (var lines = Files.lines(host.directory().resolve("classes.log"))) {
      return lines.map(line -> line.split(" ", 2)[0]).toList();
    }
  }

  /** Loads what a page loads: itself, and an answer of the API. */
  private static void lookAtThePage(Api api) {
    assertThat(api.send("/").statusCode()).isEqualTo(200);
    assertThat(api.get("/api/status").get("sequence").isNumber()).isTrue();
    assertThat(api.get("/api/metrics").has("by_operation")).isTrue();
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
        .filteredOn(name -> NOT_THE_HOSTS.stream().anyMatch(name::startsWith))
        .isEmpty();
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aHostThatStartsWithTheAgentLoadsNothingOfTheTool(int version) throws IOException {
    try (Host host =
        Host.on(Jdk.of(version))
            .jvm(LOG)
            .agent(Runs.withReport())
            .sampleRunner("--workers=2", "--operations=1000000000")
            .start()) {
      lookAtThePage(host.api());
      host.terminate();
      host.awaitExit();
      assertThat(Runs.report(host).isObject()).as("the run has ended with a report").isTrue();
      assertNothingOfTheTool(host);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aHostThatTheAgentIsLoadedIntoLoadsNothingOfTheTool(int version) throws IOException {
    try (Host host =
        Host.on(Jdk.of(version))
            .jvm(LOG, "-XX:+EnableDynamicAgentLoading")
            .program(Programs.file("Stretches.java").toString())
            .start()) {
      Await.until("the program", Duration.ofSeconds(20), () -> host.stdout().contains("ready"));
      lookAtThePage(Attaching.attach(host, "address=localhost:0,op=Stretches$Worker#operation"));
      host.terminate();
      host.awaitExit();
      assertNothingOfTheTool(host);
    }
  }
}
