package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * gRPC's own benchmarks 1.76.0 from the registry: a call begins on one thread and ends on another.
 */
class GrpcIT {
  private static final int OUTSTANDING = 4;

  static Host.Builder grpc(Jdk jdk, String type) {
    return Host.on(jdk).program("-cp", Runners.classPath("grpc"), "io.grpc.benchmarks.qps." + type);
  }

  static Host server(Jdk jdk, String address) {
    Host server = grpc(jdk, "AsyncServer").program(address, "--transport=netty_nio").start();
    Await.until(
        "the server", Duration.ofSeconds(60), () -> server.stdout().contains("QPS Server started"));
    return server;
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void everyCallIsThatOfItsHistogram(int version) throws IOException {
    Jdk jdk = Jdk.of(version);
    String address = "--address=127.0.0.1:" + Runners.freePort();
    try (Host server = server(jdk, address)) {
      assertThat(server.isAlive()).isTrue();
      try (Host host =
          grpc(jdk, "AsyncClient")
              .agent("report=report.json", "digits=3")
              .program(address, "--channels=1", "--outstanding_rpcs=" + OUTSTANDING)
              .program("--duration=6", "--warmup_duration=0", "--save_histogram=histogram.txt")
              .run()) {
        assertThat(host.awaitExit()).as(host.stdout() + host.stderr()).isZero();
        MatchResult total =
            Runners.found(
                Pattern.compile("Total count\\s+=\\s+(\\d+)"),
                Files.readString(host.directory().resolve("histogram.txt")));
        // A warm-up of no time still makes one call in each of its loops.
        long theirs = Long.parseLong(total.group(1)) + OUTSTANDING;
        JsonNode report = Runs.report(host);
        Runners.assertTaken(report, "grpc-benchmarks");
        assertThat(Runners.counts(report)).isEqualTo(Map.of("call", theirs));
        assertThat(report.get("metrics").get("total").get("errors").asLong()).isZero();
        assertThat(report.get("workers").get("in_flight").asInt()).isZero();
        Runners.Percentiles micros =
            new Runners.Percentiles(micros(host, "50%ile"), micros(host, "99%ile"));
        // Its clock starts before the stub is called and stops in the observer of the response, and
        // it leaves out the calls of the warm-up, which are the slowest.
        Runners.assertAgree(report, "call", micros, 0.25, 1);
        Runners.row("gRPC AsyncClient 1.76.0", report, "grpc-benchmarks", "call", theirs, micros);
      }
    }
  }

  private static double micros(Host host, String which) {
    Pattern line = Pattern.compile(Pattern.quote(which) + " Latency \\(in micros\\):\\s+(\\d+)");
    return Double.parseDouble(Runners.found(line, host.stdout()).group(1)) / 1_000;
  }
}
