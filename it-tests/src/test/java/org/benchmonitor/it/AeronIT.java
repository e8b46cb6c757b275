package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Aeron's EmbeddedPingPong 1.44.1 from the registry, with its four threads that never sleep. */
class AeronIT {
  /** The program, which sends so many messages and then asks whether to send them again. */
  static Host.Builder pingPong(Jdk jdk, int messages) {
    return Host.on(jdk)
        .jvm("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED")
        .jvm("-Daeron.dir=media", "-Daeron.sample.messages=" + messages)
        .jvm("-Daeron.sample.warmup.messages=0")
        .jvm("-Daeron.sample.ping.channel=aeron:ipc", "-Daeron.sample.pong.channel=aeron:ipc")
        .program("-cp", Runners.classPath("aeron"), "io.aeron.samples.EmbeddedPingPong");
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void everyRoundTripIsThatOfItsHistogram(int version) throws IOException {
    try (Host host =
        pingPong(Jdk.of(version), 500).agent("report=report.json", "digits=3").start()) {
      // Whether to execute again.
      host.tell("n");
      assertThat(host.awaitExit()).as(host.stdout() + host.stderr()).isZero();
      Pattern total = Pattern.compile("Total count\\s+=\\s+(\\d+)");
      long count = Long.parseLong(Runners.found(total, host.stdout()).group(1));
      assertThat(count).isEqualTo(500);
      JsonNode report = Runs.report(host);
      Runners.assertTaken(report, "aeron-samples");
      assertThat(Runners.counts(report)).isEqualTo(Map.of("roundtrip", count));
      assertThat(report.get("metrics").get("total").get("errors").asLong()).isZero();
      // The same durations in two histograms of three digits.
      double p50 = percentile(host, "0.500000000000");
      JsonNode latency = report.get("metrics").get("by_operation").get("roundtrip").get("latency");
      assertThat(latency.get("p50").asDouble()).isBetween(p50 * 0.998, p50 * 1.002);
      double max = Double.parseDouble(found(host, "#\\[Max\\s+=\\s+([\\d.]+)")) / 1_000;
      assertThat(latency.get("max").asDouble()).isBetween(max * 0.998, max * 1.002);
      Runners.row(
          "Aeron EmbeddedPingPong 1.44.1",
          report,
          "aeron-samples",
          "roundtrip",
          count,
          new Runners.Percentiles(p50, percentile(host, "0.99\\d+")));
    }
  }

  /** Milliseconds, of a table in microseconds. */
  private static double percentile(Host host, String percentile) {
    return Double.parseDouble(found(host, "(?m)^\\s+([\\d.]+) " + percentile + " ")) / 1_000;
  }

  private static String found(Host host, String pattern) {
    return Runners.found(Pattern.compile(pattern), host.stdout()).group(1);
  }
}
