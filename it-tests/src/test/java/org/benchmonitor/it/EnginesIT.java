package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.benchmonitor.it.Engine.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Real engines scrape the monitor: what they have is what the runner itself counts. */
class EnginesIT {
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int RUNS = 3;

  private static final List<String> COUNTERS =
      List.of(
          "bench_operations_total",
          "bench_operation_latency_seconds_bucket",
          "bench_operation_latency_seconds_count",
          "bench_operation_latency_seconds_sum",
          "bench_errors_total",
          "bench_gc_pause_seconds_total",
          "bench_gc_pauses_total",
          "bench_stall_seconds_total",
          "bench_stalls_total",
          "bench_monitor_suppressed_total");

  /** The one with every change, both when all is tried. */
  private static Stream<Kind> prometheus() {
    return Size.isAll() ? Stream.of(Kind.values()) : Stream.of(Kind.PROMETHEUS);
  }

  private static Stream<Kind> victoriaMetrics() {
    return Size.isAll() ? Stream.of(Kind.values()) : Stream.of(Kind.VICTORIA_METRICS);
  }

  /** The sample runner in a program that runs it again and again, and lives on. */
  private static Host lingering() {
    String path = Host.RUNNER_JAR + ":" + Programs.compiled("Lingering.java");
    return Host.on(Jdk.of(25))
        .agent(
            Runs.concat(
                Runs.OPERATIONS, "record=false", "session=com.acme.bench.Main#main", "digits=3"))
        .program("-cp", path, "Lingering", Runs.STORE, "com.acme.bench.Main")
        .program("--workers=2", "--rate=600", "--duration=3s", "--error-rate=0.1")
        .program("--json=truth.json")
        .start();
  }

  /** Of all runs of a host: calls and failed ones by operation. */
  private static void addTruth(Host host, Map<String, Long> counts) {
    for (Map.Entry<String, JsonNode> one :
        Runs.groundTruth(host).get("measured").get("operations").properties()) {
      long failed = one.getValue().get("failed").asLong();
      counts.merge(
          one.getKey() + " success", one.getValue().get("count").asLong() - failed, Long::sum);
      counts.merge(one.getKey() + " error", failed, Long::sum);
    }
  }

  private static Map<String, Long> counted(Engine engine, String expression) {
    Map<String, Long> counts = new TreeMap<>();
    for (Map.Entry<Map<String, String>, Double> one : engine.query(expression)) {
      counts.put(
          one.getKey().get("operation") + " " + one.getKey().get("outcome"),
          Math.round(one.getValue()));
    }
    return counts;
  }

  @ParameterizedTest
  @EnumSource
  void whatIsScrapedIsWhatTheRunnerHasCountedOverAllItsRuns(Kind kind) throws IOException {
    try (Host host = lingering()) {
      Api api = host.api();
      // Until then there is no run that could be asked for.
      Await.until("an answer", LONGEST, () -> api.send("/metrics").statusCode() == 200);
      try (Engine engine = Engine.start(kind, List.of(api.base()))) {
        Map<String, Long> counts = new TreeMap<>();
        for (int run = 1; run <= RUNS; run++) {
          host.ask("run-" + run);
          addTruth(host, counts);
          if (run == 1) {
            awaitScrape(engine, counts);
            assertQuantilesAreInTheirBuckets(engine, api);
          }
        }
        assertThat(counts.get("update error")).isPositive();
        awaitScrape(engine, counts);
        String all = "bench_operations_total[10m]";
        assertThat(counted(engine, "max_over_time(" + all + ") - min_over_time(" + all + ")"))
            .as("from the first sample on, which is 0")
            .isEqualTo(counts);
        for (String name : COUNTERS) {
          List<Map.Entry<Map<String, String>, Double>> resets =
              engine.query("resets(" + name + "[10m])");
          assertThat(resets).as(name).isNotEmpty();
          assertThat(resets).as(name).allMatch(one -> one.getValue() == 0);
        }
        Map<String, Long> errors = new TreeMap<>();
        engine
            .query("sum by (operation) (bench_errors_total)")
            .forEach(one -> errors.put(one.getKey().get("operation"), Math.round(one.getValue())));
        assertThat(errors).containsExactly(Map.entry("update", counts.get("update error")));
      }
    }
  }

  private static void awaitScrape(Engine engine, Map<String, Long> counts) {
    Await.until(
        "a scrape after the run",
        LONGEST,
        () ->
            counted(engine, "bench_operations_total").equals(counts)
                && counted(engine, "bench_operation_latency_seconds_count").equals(counts));
  }

  /** Of the first run: the API has it alone. */
  private static void assertQuantilesAreInTheirBuckets(Engine engine, Api api) {
    String read = "bench_operation_latency_seconds_bucket{operation=\"read\",outcome=\"success\"}";
    List<Double> bounds =
        engine.query(read).stream()
            .map(one -> bound(one.getKey().get("le")))
            .filter(bound -> !bound.isInfinite())
            .sorted()
            .toList();
    assertThat(bounds).hasSizeBetween(40, 60);
    JsonNode latency = api.get("/api/metrics").get("by_operation").get("read").get("latency");
    for (String quantile : List.of("50", "90", "99")) {
      double exact = latency.get("p" + quantile).asDouble() / 1e3;
      double told = engine.number("histogram_quantile(0." + quantile + ", " + read + ")");
      assertThat(bucketOf(bounds, told))
          .as("p%s, exactly %s, by the engine %s", quantile, exact, told)
          .isEqualTo(bucketOf(bounds, exact));
    }
  }

  private static int bucketOf(List<Double> bounds, double seconds) {
    int bucket = 0;
    while (bucket < bounds.size() && seconds > bounds.get(bucket)) {
      bucket++;
    }
    return bucket;
  }

  @Test
  void promtoolFindsNothingToSay() throws IOException, InterruptedException {
    String promtool = Engine.program("promtool");
    try (Host host = lingering()) {
      Api api = host.api();
      host.ask("once");
      Path text = host.directory().resolve("metrics.txt");
      Files.writeString(text, api.send("/metrics").body());
      Path said = host.directory().resolve("promtool.txt");
      Process check =
          new ProcessBuilder(promtool, "check", "metrics")
              .redirectInput(text.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      assertThat(check.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(said).content().isEmpty();
      assertThat(check.exitValue()).isZero();
      assertThat(text).content().contains("bench_run_info{session=");
    }
  }

  /** Every expression of the dashboard means something to the engine, and finds something. */
  @ParameterizedTest
  @MethodSource("prometheus")
  void theDashboardsExpressionsFindWhatTheyAskFor(Kind kind) {
    try (Host host = lingering()) {
      Api api = host.api();
      Await.until("an answer", LONGEST, () -> api.send("/metrics").statusCode() == 200);
      try (Engine engine = Engine.start(kind, List.of(api.base()))) {
        host.ask("once");
        JsonNode dashboard = api.get("/grafana.json");
        List<JsonNode> expressions = dashboard.get("panels").findValues("expr");
        assertThat(expressions).hasSizeGreaterThan(15);
        for (JsonNode expression : expressions) {
          String asked =
              expression
                  .asString()
                  .replaceAll("\\$(job|instance|operation)", ".*")
                  .replace("$__rate_interval", "30s");
          // What the monitor adds to a call is measured some seconds after the start.
          Await.until(asked, LONGEST, () -> !engine.query(asked).isEmpty());
        }
        JsonNode targets = api.get("/api/sd");
        assertThat(targets.get(0).get("targets").get(0).asString())
            .isEqualTo(api.base().getAuthority());
      }
    }
  }

  /** Off loopback, over TLS, with a token that only reads, from a file. */
  @ParameterizedTest
  @MethodSource("prometheus")
  void anEngineElsewhereReadsWithItsTokenOverTls(Kind kind) throws Exception {
    Path directory = Files.createDirectories(Path.of(Host.property("it.directory")));
    Path secrets = Files.createTempDirectory(directory, "secrets");
    Path token = Files.writeString(secrets.resolve("token"), "a-token-to-read-with");
    Path wrong = Files.writeString(secrets.resolve("wrong"), "a-token-of-somebody-else");
    Path keys = ListenerIT.keyStore(secrets);
    try (Host host =
        Host.on(Jdk.of(25))
            .jvm("-Dmonitor.tls_password=" + ListenerIT.PASSWORD)
            .agentWithExactly(
                String.join(",", Runs.OPERATIONS)
                    + ",address=0.0.0.0:0,record=false,tls="
                    + keys
                    + ",token_readonly=a-token-to-read-with")
            .sampleRunner("--workers=2", "--rate=200", "--duration=100s")
            .start()) {
      URI target = URI.create("https://localhost:" + host.api().base().getPort() + "/");
      List<String> secure =
          List.of("scheme: https", "tls_config:", "  insecure_skip_verify: true", "authorization:");
      try (Engine engine = Engine.start(kind, List.of(target), with(secure, token))) {
        Await.until(
            "calls", LONGEST, () -> !engine.query("sum(bench_operations_total) > 100").isEmpty());
      }
      try (Engine engine = Engine.starting(kind, List.of(target), with(secure, wrong))) {
        Await.until("a scrape that is refused", LONGEST, () -> !engine.query("up == 0").isEmpty());
        assertThat(engine.query("bench_operations_total")).isEmpty();
      }
    }
  }

  private static List<String> with(List<String> lines, Path credentials) {
    return Stream.concat(lines.stream(), Stream.of("  credentials_file: " + credentials)).toList();
  }

  @ParameterizedTest
  @MethodSource("victoriaMetrics")
  void sumsOverTwoJvmsAreExactAtTheBounds(Kind kind) {
    try (Host first = YcsbIT.endless(Jdk.of(25));
        Host second = YcsbIT.endless(Jdk.of(17))) {
      List<Api> both = List.of(first.api(), second.api());
      for (Api api : both) {
        Await.until(
            "operations",
            LONGEST,
            () ->
                api.send("/api/metrics").statusCode() == 200
                    && api.get("/api/metrics").get("total").get("operations").asLong() > 2_000);
      }
      List<URI> targets = both.stream().map(Api::base).toList();
      try (Engine engine = Engine.start(kind, targets)) {
        for (Api api : both) {
          assertThat(api.post("/api/control/pause", "{}").statusCode()).isEqualTo(200);
        }
        Map<Double, Long> wanted = new TreeMap<>();
        String bucket = "bench_operation_latency_seconds_bucket{outcome=\"success\"}";
        Await.until(
            "the counts that stand still",
            LONGEST,
            () -> {
              wanted.clear();
              both.forEach(api -> addBuckets(api, wanted));
              return sums(engine, "sum by (le) (" + bucket + ")").equals(wanted);
            });
        assertThat(wanted.get(Double.POSITIVE_INFINITY)).isGreaterThan(4_000);
        long exact = 0;
        for (Api api : both) {
          exact += api.get("/api/metrics?include=warmup").get("total").get("operations").asLong();
        }
        assertThat(wanted).containsEntry(Double.POSITIVE_INFINITY, exact);
      }
    }
  }

  private static Map<Double, Long> sums(Engine engine, String expression) {
    Map<Double, Long> sums = new TreeMap<>();
    for (Map.Entry<Map<String, String>, Double> one : engine.query(expression)) {
      sums.put(bound(one.getKey().get("le")), Math.round(one.getValue()));
    }
    return sums;
  }

  private static Double bound(String text) {
    return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }

  /** The calls at or below each bound, by the percentile distribution of the merged histogram. */
  private static void addBuckets(Api api, Map<Double, Long> buckets) {
    for (String line : api.send("/metrics").body().split("\n", -1)) {
      if (line.startsWith("bench_operation_latency_seconds_bucket")
          && line.contains("outcome=\"success\"")) {
        String bound = line.replaceFirst(".*le=\"([^\"]*)\".*", "$1");
        long count = Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
        buckets.merge(bound(bound), count, Long::sum);
      }
    }
  }
}
