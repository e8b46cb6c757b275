package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The {@code perf client} of ActiveMQ Artemis 2.44.0 from the registry against its own broker: a
 * send begins on one thread and is confirmed on another.
 */
class ArtemisIT {
  static Host broker(Jdk jdk, int port) {
    Path[] jars = Runners.jars("artemis").stream().map(Path::of).toArray(Path[]::new);
    Path classes = Programs.compiled("runners/ArtemisBroker.java", jars);
    Host broker =
        Host.on(jdk)
            .program("-cp", classes + File.pathSeparator + Runners.classPath("artemis"))
            .program("ArtemisBroker", "tcp://127.0.0.1:" + port)
            .start();
    Await.until("the broker", Duration.ofSeconds(60), () -> Runners.isOpen(port));
    return broker;
  }

  /** The program, with a thousand messages a second. */
  static Host.Builder perfClient(Jdk jdk, int port, int messages) {
    // With a bound on the messages under way it trips over its own list at the end.
    return Host.on(jdk)
        .program("-cp", Runners.classPath("artemis"))
        .program("org.apache.activemq.artemis.cli.Artemis", "perf", "client")
        .program("--url", "tcp://127.0.0.1:" + port, "--max-pending", "0")
        .program("--message-count", Integer.toString(messages))
        .program("--rate", "1000", "queue://TEST");
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void everyMessageIsTimedUntilTheBrokerHasConfirmedItAndCountedAgainWhereItArrives(int version)
      throws IOException {
    Jdk jdk = Jdk.of(version);
    int port = Runners.freePort();
    try (Host broker = broker(jdk, port);
        Host host = perfClient(jdk, port, 3_000).agent("report=report.json", "digits=3").run()) {
      assertThat(host.awaitExit()).as(host.stdout() + host.stderr()).isZero();
      assertThat(broker.isAlive()).isTrue();
      Map<String, Long> theirs =
          Map.of("send", total(host, "completed"), "consume", total(host, "received"));
      assertThat(theirs).isEqualTo(Map.of("send", 3_000L, "consume", 3_000L));
      JsonNode report = Runs.report(host);
      Runners.assertTaken(report, "artemis-perf");
      assertThat(Runners.counts(report)).isEqualTo(theirs);
      assertThat(report.get("metrics").get("total").get("errors").asLong()).isZero();
      assertThat(report.get("workers").get("in_flight").asInt()).isZero();
      Runners.Percentiles send = send(host);
      // Its clock starts before the message is filled, and its histogram has two digits.
      Runners.assertAgree(report, "send", send, 0.05, 1);
      Runners.row("Artemis perf 2.44.0", report, "artemis-perf", "send", 3_000, send);
      Runners.row("Artemis perf 2.44.0", report, "artemis-perf", "consume", 3_000, null);
    }
  }

  private static long total(Host host, String what) {
    Pattern line = Pattern.compile("total " + what + ":\\s*(\\d+)");
    return Long.parseLong(Runners.found(line, host.stdout()).group(1));
  }

  /** Of a line in microseconds. */
  private static Runners.Percentiles send(Host host) {
    MatchResult found =
        Runners.found(
            Pattern.compile(
                "aggregated send time:.* 50\\.00%:\\s*([\\d.]+) us .* 99\\.00%:\\s*([\\d.]+) us "),
            host.stdout());
    return new Runners.Percentiles(
        Double.parseDouble(found.group(1)) / 1_000, Double.parseDouble(found.group(2)) / 1_000);
  }
}
