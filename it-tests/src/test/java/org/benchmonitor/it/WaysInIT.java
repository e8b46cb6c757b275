package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The ways that options and operations come into a host. */
class WaysInIT {
  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aClassOfANamedModuleIsInstrumented(int version) throws IOException, InterruptedException {
    Jdk jdk = Jdk.of(version);
    Path sources = Programs.file("named/Named.java").getParent();
    Path info = Programs.file("named/module-info.java");
    Path classes = Files.createTempDirectory(Path.of(Host.property("it.directory")), "named");
    Programs.run(
        sources,
        jdk.home().resolve("bin/javac").toString(),
        "-d",
        classes.toString(),
        info.toString(),
        sources.resolve("Named.java").toString());
    try (Host host =
        Host.on(jdk)
            .agent("op=com.acme.named.Named#operation", "report=report.json")
            .program(
                "--module-path", classes.toString(), "-m", "com.acme.named/com.acme.named.Named")
            .run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(host.stdout()).isEqualTo("module com.acme.named\n");
      JsonNode report = Runs.report(host);
      assertThat(report.get("metrics").get("total").get("operations").asInt()).isEqualTo(10);
      Runs.assertNothingSuppressed(report);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void optionsComeFromAFileAPropertyAndTheArgumentsTheStrongestFirst(int version)
      throws IOException {
    Path yaml =
        Files.writeString(
            Files.createTempFile(Path.of(Host.property("it.directory")), "monitor", ".yaml"),
            """
            monitor:
              scenario: from the file
              session_id: from-the-file
              workers: 7
              address: localhost:0
              report: report.json
              op:
                - pattern: Ending#operation
                  ok: return:0-1000
            """);
    try (Host host =
        Host.on(Jdk.of(version))
            .jvm("-Dmonitor.scenario=from the property", "-Dmonitor.session_id=from-the-property")
            .agentWithExactly("config=" + yaml + ",session_id=from-the-arguments")
            .program(Programs.file("Ending.java").toString(), "return")
            .run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      JsonNode status = Runs.report(host).get("status");
      assertThat(status.get("session_id").asString()).isEqualTo("from-the-arguments");
      assertThat(status.get("config").get("scenario").asString()).isEqualTo("from the property");
      assertThat(status.get("config").get("workers").asInt()).isEqualTo(7);
      assertThat(Runs.report(host).get("metrics").get("total").get("operations").asInt())
          .isEqualTo(150);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void anAgentLoadedIntoARunningHostSeesWhatComesAfter(int version)
      throws IOException, InterruptedException {
    Jdk jdk = Jdk.of(version);
    try (Host host =
        Host.on(jdk)
            .jvm("-XX:+EnableDynamicAgentLoading")
            .sampleRunner("--workers=4", "--rate=500", "--duration=60s")
            .start()) {
      Await.until(
          "the runner's first line", Duration.ofSeconds(20), () -> !host.stdout().isEmpty());
      Programs.run(
          host.directory(),
          jdk.home().resolve("bin/jcmd").toString(),
          Long.toString(host.pid()),
          "JVMTI.agent_load",
          Host.MONITOR_JAR.toString(),
          "\"address=localhost:0," + String.join(",", Runs.OPERATIONS) + "\"");
      Api api = host.api();
      Await.until(
          "operations of all four kinds",
          Duration.ofSeconds(20),
          () -> api.get("/api/metrics").get("by_operation").size() == 4);
      assertThat(api.get("/api/status").get("status").asString()).isEqualTo("running");
      // A worker is one once it has been given a call, and one of them may do most for a while.
      Await.until(
          "calls of all four workers",
          Duration.ofSeconds(20),
          () -> api.get("/api/workers").get("total_workers").asInt() == 4);
      host.terminate();
      assertThat(host.awaitExit()).isEqualTo(143);
      assertThat(host.stderr().lines()).hasSize(1);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aPatternThatMatchesNothingIsSaidOnceWithWhatIsNear(int version) {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent("op=com.acme.bench.DocumentStoer#read", Runs.OPERATIONS[0])
            .sampleRunner("--workers=1", "--rate=100", "--duration=60s")
            .start()) {
      Api api = host.api();
      Await.until(
          "the warning",
          Duration.ofSeconds(30),
          () -> !api.get("/api/status").get("warnings").isEmpty());
      assertThat(api.get("/api/status").get("warnings").get(0).asString())
          .contains("com.acme.bench.DocumentStoer#read", "has matched nothing", Runs.STORE);
      assertThat(host.stderr().lines().filter(line -> line.contains("has matched nothing")))
          .hasSize(1);
      JsonNode pattern = api.get("/api/instrumentation").get("patterns").get(0);
      assertThat(pattern.get("matched").asBoolean()).isFalse();
      assertThat(pattern.get("near_names").get(0).asString()).isEqualTo(Runs.STORE);
      assertThat(api.get("/api/logs?level=warn").get("logs")).hasSize(1);
    }
  }
}
