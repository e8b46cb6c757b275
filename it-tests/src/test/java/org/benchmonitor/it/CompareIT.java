package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Runs of the sample runner set against each other by the real jar. */
class CompareIT {
  private Path registry;

  @BeforeEach
  void makeRegistry() throws IOException {
    Path parent = Files.createDirectories(Path.of(Host.property("it.directory")));
    registry = Files.createTempDirectory(parent, "registry").resolve("own");
  }

  private Host runner(Jdk jdk, String rate, String duration) {
    return Host.on(jdk)
        .registry(registry)
        .agent(
            "op=call=com.acme.bench.Workload#call",
            "metrics_interval=100ms",
            "record=true",
            "record_dir=runs",
            "report=report.html")
        .sampleRunner("--workers=2", "--rate=" + rate, "--duration=" + duration)
        .start();
  }

  private static String record(Host host) throws IOException {
    try (Stream<Path> files = Files.list(host.directory().resolve("runs"))) {
      return files
          .filter(file -> file.toString().endsWith(".bmr"))
          .findFirst()
          .orElseThrow()
          .toString();
    }
  }

  private static JsonNode throughput(JsonNode comparison) {
    JsonNode first = comparison.get("metrics").get(0);
    assertThat(first.get("metric").asString()).isEqualTo("throughput");
    return first;
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void recordsReportsAndARunThatGoesOnAreCompared(int version) throws IOException {
    Jdk jdk = Jdk.of(version);
    try (Host base = runner(jdk, "1000", "4s");
        Host fresh = runner(jdk, "500", "4s");
        Host live = runner(jdk, "1000", "100s")) {
      base.awaitExit();
      fresh.awaitExit();
      String ofBase = record(base);
      JsonNode records =
          Cli.run(jdk, registry, "compare", ofBase, "--", record(fresh), "--json").exits(10).json();
      assertThat(records.get("verdict").asString()).isEqualTo("inconclusive");
      assertThat(records.get("remarks").toString()).contains("one_run_a_side");
      JsonNode throughput = throughput(records);
      assertThat(throughput.get("base").asDouble()).isBetween(500.0, 1100.0);
      assertThat(throughput.get("change_low").asDouble())
          .isLessThan(throughput.get("change").asDouble());

      String report = base.directory().resolve("report.html").toString();
      JsonNode reports =
          Cli.run(jdk, registry, "compare", report, "--", record(fresh), "--json").exits(10).json();
      assertThat(reports.get("metrics")).isEqualTo(records.get("metrics"));

      Await.until(
          "enough of the run that goes on",
          Duration.ofSeconds(30),
          () -> live.api().get("/api/status").get("elapsed_seconds").asDouble() > 3.5);
      Cli.run(jdk, registry, "compare", ofBase, "--", Long.toString(live.pid()), "--force")
          .exits(10);
      live.terminate();
    }
  }
}
