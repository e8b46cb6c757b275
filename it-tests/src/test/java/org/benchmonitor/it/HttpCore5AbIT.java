package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * HttpCore's ab 5.3.6 from the registry, an event loop, which prints counts and a mean and no
 * percentile.
 */
class HttpCore5AbIT {
  private static final Pattern COMPLETE = Pattern.compile("Complete requests:\\s+(\\d+)");
  private static final Pattern FAILED = Pattern.compile("Failed requests:\\s+(\\d+)");

  static Host.Builder ab(Jdk jdk, HelloServer server, int requests) {
    return Host.on(jdk)
        .program("-cp", Runners.classPath("httpcore5-ab"))
        .program("org.apache.hc.core5.benchmark.HttpBenchmark", "-c", "4")
        .program("-n", Integer.toString(requests), "-k", server.url() + "/mixed");
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void everyRequestAndEveryFailureIsCountedAsItAndTheServerDo(int version) throws IOException {
    try (HelloServer server = new HelloServer();
        Host host = ab(Jdk.of(version), server, 2_000).agent("report=report.json").run()) {
      assertThat(host.awaitExit()).as(host.stdout() + host.stderr()).isZero();
      long failed = Long.parseLong(Runners.found(FAILED, host.stdout()).group(1));
      // What it calls complete is what has not failed.
      long count = failed + Long.parseLong(Runners.found(COMPLETE, host.stdout()).group(1));
      assertThat(count).isEqualTo(2_000).isEqualTo(server.served());
      JsonNode report = Runs.report(host);
      Runners.assertTaken(report, "httpcore5-ab");
      assertThat(Runners.counts(report)).isEqualTo(Map.of("request", count));
      assertThat(Runners.errors(report)).isEqualTo(Map.of("404", 200L, "500", 200L));
      assertThat(report.get("metrics").get("total").get("errors").asLong()).isEqualTo(failed);
      assertThat(report.get("workers").get("in_flight").asInt()).isZero();
      Runners.row("HttpCore ab 5.3.6", report, "httpcore5-ab", "request", count, null);
    }
  }
}
