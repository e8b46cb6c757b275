package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What a host pushes to a collector of OpenTelemetry, read by the official classes. */
class OtlpIT {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private static Host.Builder host(int version, String... options) {
    return Host.on(Jdk.of(version)).agent(Runs.concat(Runs.OPERATIONS, options));
  }

  /** What the runner has counted itself, warm-up included. */
  private static Map<String, Long> truth(Host host) {
    Map<String, Long> counts = new TreeMap<>();
    for (String part : List.of("warmup", "measured")) {
      for (Map.Entry<String, JsonNode> one :
          Runs.groundTruth(host).get(part).get("operations").properties()) {
        long failed = one.getValue().get("failed").asLong();
        long all = one.getValue().get("count").asLong();
        counts.merge(one.getKey() + " success", all - failed, Long::sum);
        counts.merge(one.getKey() + " error", failed, Long::sum);
      }
    }
    return counts;
  }

  /** The end of the program comes between two pushes, or long before the first. */
  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void theLastPushHasEveryCallThatTheRunnerCounted(int version) {
    for (String interval : List.of("1s", "1h")) {
      try (OtlpReceiver receiver = OtlpReceiver.start();
          Host host =
              host(version, receiver.options("127.0.0.1", interval))
                  .sampleRunner("--workers=3", "--rate=900", "--duration=3500ms", "--warmup=1s")
                  .program("--error-rate=0.1", "--json=truth.json")
                  .run()) {
        Map<String, Long> truth = truth(host);
        assertThat(truth.get("update error")).isPositive();
        assertThat(receiver.counts()).as(host.stderr()).isEqualTo(truth);
        truth.forEach(
            (key, count) -> {
              String[] labels = key.split(" ", -1);
              assertThat(receiver.inHistogram(labels[0], labels[1])).as(key).isEqualTo(count);
            });
        assertThat(receiver.requests()).isGreaterThanOrEqualTo(interval.equals("1h") ? 1 : 3);
        assertThat(receiver.resource())
            .containsEntry("service.name", "sample-runner.jar")
            .hasEntrySatisfying(
                "service.instance.id",
                id ->
                    assertThat(id)
                        .startsWith(receiver.resource().get("host.name") + ":" + host.pid() + ":"));
        Map<String, Long> before = new TreeMap<>();
        for (Map<String, Long> counts : receiver.allCounts()) {
          counts.forEach(
              (key, count) ->
                  assertThat(count).as(key).isGreaterThanOrEqualTo(before.getOrDefault(key, 0L)));
          before.putAll(counts);
        }
      }
    }
  }

  /** What a receiver has missed comes with the next push; nobody is told any of the secrets. */
  @Test
  void aReceiverThatFailsForAWhileLosesNothingAndSecretsStaySecret() throws IOException {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        Host host =
            host(25, receiver.options("127.0.0.1", "1s"))
                .sampleRunner("--workers=2", "--rate=500", "--duration=14s", "--json=truth.json")
                .start()) {
      Api api = host.api();
      Await.until("a push", LONGEST, () -> receiver.requests() > 0);
      receiver.answer(503);
      Await.until(
          "a warning",
          LONGEST,
          () -> api.get("/api/status").get("warnings").toString().contains("it answered 503"));
      String seen = api.send("/api/logs").body() + api.send("/api/status").body();
      receiver.answer(200);
      assertThat(host.awaitExit()).isZero();
      assertThat(receiver.counts()).isEqualTo(truth(host));
      assertNoSecret(seen + host.stderr() + host.stdout());
      try (Stream<Path> files = Files.walk(host.directory())) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertNoSecret(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
  }

  private static void assertNoSecret(String text) {
    assertThat(text)
        .doesNotContain("the-token-of-the-collector")
        .doesNotContain(OtlpReceiver.PATH.substring(1))
        .doesNotContain(OtlpReceiver.QUERY.substring(1));
  }

  /** The end of the program waits for it as long as it may, and the rest is done nevertheless. */
  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aReceiverThatHangsHoldsTheEndNoLongerThanItMay(int version) throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Host host =
            host(
                    version,
                    "otlp=http://127.0.0.1:" + silent.getLocalPort(),
                    "otlp_interval=1s",
                    "report=report.json")
                .sampleRunner("--workers=2", "--rate=200", "--duration=3s", "--json=truth.json")
                .start()) {
      host.api();
      Await.until(
          "the end of the run",
          LONGEST,
          () -> Files.exists(host.directory().resolve("truth.json")));
      long ended = System.nanoTime();
      assertThat(host.awaitExit()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - ended)).isLessThan(Duration.ofSeconds(6));
      Runs.assertCountsAreEqual(Runs.report(host), Runs.groundTruth(host));
    }
  }

  @Test
  void itIsPushedOverTls() throws Exception {
    Path directory = Files.createDirectories(Path.of(Host.property("it.directory")));
    Path secrets = Files.createTempDirectory(directory, "secrets");
    Path keys = ListenerIT.keyStore(secrets);
    try (OtlpReceiver receiver = OtlpReceiver.start(ListenerIT.serving(keys));
        Host host =
            host(25, receiver.options("localhost", "1h"))
                .jvm(
                    "-Djavax.net.ssl.trustStore=" + keys,
                    "-Djavax.net.ssl.trustStorePassword=" + ListenerIT.PASSWORD)
                .sampleRunner("--workers=2", "--rate=200", "--duration=1s", "--json=truth.json")
                .run()) {
      assertThat(receiver.counts()).as(host.stderr()).isEqualTo(truth(host));
    }
    // Its certificate is nobody's that this host trusts.
    try (OtlpReceiver receiver = OtlpReceiver.start(ListenerIT.serving(keys));
        Host host =
            host(25, receiver.options("localhost", "1h"))
                .sampleRunner("--workers=2", "--rate=200", "--duration=1s", "--json=truth.json")
                .run()) {
      assertThat(host.awaitExit()).isZero();
      assertThat(receiver.requests()).isZero();
    }
  }
}
