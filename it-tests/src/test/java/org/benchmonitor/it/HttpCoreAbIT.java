package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** HttpCore's ab 4.4.15 from the registry, which prints counts and a mean and no percentile. */
class HttpCoreAbIT {
  private static final Pattern COMPLETE = Pattern.compile("Complete requests:\\s+(\\d+)");
  private static final Pattern FAILED = Pattern.compile("Failed requests:\\s+(\\d+)");

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void everyRequestAndEveryFailureIsCountedAsItAndTheServerDo(int version) throws IOException {
    try (HelloServer server = new HelloServer();
        Host host =
            Host.on(Jdk.of(version))
                .agent("report=report.json")
                .program("-cp", Runners.classPath("httpcore-ab"))
                .program("org.apache.http.benchmark.HttpBenchmark", "-n", "500", "-c", "4", "-k")
                .program(server.url() + "/mixed")
                .run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      long failed = Long.parseLong(Runners.found(FAILED, host.stdout()).group(1));
      // What it calls complete is what has not failed.
      long count = failed + Long.parseLong(Runners.found(COMPLETE, host.stdout()).group(1));
      assertThat(count).isEqualTo(2_000).isEqualTo(server.served());
      JsonNode report = Runs.report(host);
      Runners.assertTaken(report, "httpcore-ab");
      assertThat(Runners.counts(report)).isEqualTo(Map.of("request", count));
      assertThat(Runners.errors(report)).isEqualTo(Map.of("404", 200L, "500", 200L));
      assertThat(report.get("metrics").get("total").get("errors").asLong()).isEqualTo(failed);
      Runners.row("HttpCore ab 4.4.15", report, "httpcore-ab", "request", count, null);
    }
  }
}
