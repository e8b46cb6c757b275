package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    try (Host base = runner(jdk, "400", "15s");
        Host fresh = runner(jdk, "200", "15s");
        Host live = runner(jdk, "400", "100s")) {
      base.awaitExit();
      fresh.awaitExit();
      String ofBase = record(base);
      JsonNode records =
          Cli.run(jdk, registry, "compare", ofBase, "--", record(fresh), "--json").exits(10).json();
      assertThat(records.get("verdict").asString()).isEqualTo("inconclusive");
      assertThat(records.get("remarks").toString()).contains("one_run_a_side");
      JsonNode throughput = throughput(records);
      assertThat(throughput.get("base").asDouble()).isGreaterThan(throughput.get("new").asDouble());
      assertThat(throughput.get("change_low").asDouble())
          .isLessThan(throughput.get("change").asDouble());

      String report = base.directory().resolve("report.html").toString();
      JsonNode reports =
          Cli.run(jdk, registry, "compare", report, "--", record(fresh), "--json").exits(10).json();
      assertThat(reports.get("metrics")).isEqualTo(records.get("metrics"));

      // How long it is by then, and what it has, is the machine's.
      String pid = Long.toString(live.pid());
      JsonNode ofLive =
          Cli.run(
                  jdk,
                  registry,
                  "compare",
                  ofBase,
                  "--",
                  pid,
                  "--json",
                  "--force",
                  "--allow",
                  "inconclusive,no-data")
              .exits(0)
              .json();
      assertThat(throughput(ofLive).get("new").asDouble()).isPositive();
      live.terminate();
    }
  }
}
