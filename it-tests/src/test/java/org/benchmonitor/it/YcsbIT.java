package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * YCSB 0.17.0 from the registry, a runner that nobody here wrote, with options alone.
 *
 * <p>Its {@code DBWrapper} is a {@code DB} that delegates to a {@code DB}: a pattern of all {@code
 * DB} matches both, and each call may be counted once only.
 */
class YcsbIT {
  private static final Pattern LINE =
      Pattern.compile("\\[(READ|UPDATE|INSERT|SCAN)], (Operations|Return=(\\w+)), (\\d+)");

  /** YCSB and all that it needs. */
  static String classPath() {
    try (Stream<Path> jars = Files.list(Host.YCSB)) {
      List<String> paths = new ArrayList<>(jars.map(Path::toString).sorted().toList());
      assertThat(paths).hasSizeGreaterThan(3);
      return String.join(File.pathSeparator, paths);
    } catch (IOException e) {
      throw new AssertionError("YCSB is not there, the build copies it: " + e.getMessage(), e);
    }
  }

  private static Host.Builder ycsb(Jdk jdk, String... options) {
    List<String> agent = new ArrayList<>();
    for (String operation : new String[] {"read", "update", "insert", "scan"}) {
      agent.add("op=site.ycsb.DB+#" + operation);
      agent.add("ok=isOk():true");
      agent.add("error=getName()");
    }
    agent.addAll(List.of(options));
    return Host.on(jdk)
        .agent(agent.toArray(String[]::new))
        .program("-cp", classPath(), "site.ycsb.Client", "-db", "site.ycsb.BasicDB")
        .program("-p", "workload=site.ycsb.workloads.CoreWorkload", "-p", "recordcount=1000")
        .program("-p", "basicdb.verbose=false", "-p", "basicdb.simulatedelay=0");
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void everyCountIsThatOfYcsbsOwnReport(int version) {
    try (Host host =
        ycsb(Jdk.of(version), "report=report.json")
            // Long enough for what the report needs to be loaded before the end, on a busy machine.
            .program("-t", "-threads", "8", "-target", "20000", "-p", "operationcount=50000")
            .program("-p", "readproportion=0.5", "-p", "updateproportion=0.3")
            .program("-p", "insertproportion=0.1", "-p", "scanproportion=0.1")
            .run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      Map<String, Long> own = printed(host);
      assertThat(own).as(host.stdout()).containsOnlyKeys("read", "update", "insert", "scan");
      JsonNode report = Runs.report(host);
      Map<String, Long> ours = Runners.counts(report);
      assertThat(ours).isEqualTo(own);
      assertThat(ours.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(50_000);
      Runs.assertNothingSuppressed(report);
      assertThat(report.get("errors").get("total_errors").asLong()).isZero();
      assertThat(report.get("status").get("status").asString()).isEqualTo("completed");
    }
  }

  /** One that goes on for longer than any test. */
  static Host endless(Jdk jdk) {
    return Host.on(jdk)
        .agent("record=false", "metrics_interval=200ms")
        .program("-cp", classPath(), "site.ycsb.Client", "-db", "site.ycsb.BasicDB")
        .program("-p", "workload=site.ycsb.workloads.CoreWorkload", "-p", "recordcount=1000")
        .program("-p", "basicdb.verbose=false", "-p", "basicdb.simulatedelay=1")
        .program("-t", "-threads", "4", "-p", "operationcount=100000000")
        .program("-p", "readproportion=0.5", "-p", "updateproportion=0.5")
        .start();
  }

  /** Every operation and its count, as YCSB prints them. */
  private static Map<String, Long> printed(Host host) {
    Map<String, Long> own = new TreeMap<>();
    Matcher matcher = LINE.matcher(host.stdout());
    while (matcher.find()) {
      if (matcher.group(2).equals("Operations")) {
        own.put(matcher.group(1).toLowerCase(Locale.ROOT), Long.valueOf(matcher.group(4)));
      }
    }
    return own;
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void withoutAnyPatternItIsKnownAndCountedFromTheFirstCallOn(int version) {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent("report=report.json", "digits=3")
            .program("-cp", classPath(), "site.ycsb.Client", "-db", "site.ycsb.BasicDB")
            .program("-p", "workload=site.ycsb.workloads.CoreWorkload", "-p", "recordcount=1000")
            .program("-p", "basicdb.verbose=false", "-p", "basicdb.simulatedelay=4")
            .program(
                "-p",
                "hdrhistogram.percentiles=50,98,99,99.7",
                "-p",
                "measurementtype=hdrhistogram")
            .program("-t", "-threads", "8", "-p", "operationcount=8000")
            .program("-p", "readproportion=0.5", "-p", "updateproportion=0.5")
            .run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      JsonNode report = Runs.report(host);
      Map<String, Long> own = printed(host);
      assertThat(own).as(host.stdout()).containsOnlyKeys("read", "update");
      assertThat(Runners.counts(report)).isEqualTo(own);
      Runners.assertTaken(report, "ycsb");
      for (String operation : own.keySet()) {
        Runners.Percentiles ycsbs = percentiles(host, operation);
        // Its own are whole microseconds, rounded down, of calls within those that we time.
        Runners.assertAgree(report, operation, ycsbs, 0.01, 0.1);
        Runners.row("YCSB 0.17.0", report, "ycsb", operation, own.get(operation), ycsbs);
      }
    }
  }

  private static Runners.Percentiles percentiles(Host host, String operation) {
    return new Runners.Percentiles(
        printed(host, operation, "50thPercentileLatency"),
        printed(host, operation, "99thPercentileLatency"),
        printed(host, operation, "98thPercentileLatency"),
        printed(host, operation, "99.7PercentileLatency"));
  }

  private static double printed(Host host, String operation, String what) {
    String line =
        "\\["
            + operation.toUpperCase(Locale.ROOT)
            + "], "
            + Pattern.quote(what)
            + "\\(us\\), ([0-9.]+)";
    return Double.parseDouble(Runners.found(Pattern.compile(line), host.stdout()).group(1)) / 1_000;
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void whatTheRuleCallsAFailureIsCountedByItsReturnedName(int version) {
    List<String> agent = new ArrayList<>(List.of("report=report.json"));
    for (String operation : new String[] {"read", "update", "insert", "scan"}) {
      // The rule turned round: every OK of YCSB is a failure here, named by the returned value.
      agent.add("op=site.ycsb.DB+#" + operation);
      agent.add("ok=isOk():false");
      agent.add("error=getName()");
    }
    try (Host host =
        Host.on(Jdk.of(version))
            .agent(agent.toArray(String[]::new))
            .program("-cp", classPath(), "site.ycsb.Client", "-db", "site.ycsb.BasicDB")
            .program("-p", "workload=site.ycsb.workloads.CoreWorkload", "-p", "recordcount=100")
            .program("-p", "basicdb.verbose=false", "-p", "basicdb.simulatedelay=0")
            .program("-t", "-target", "400", "-p", "operationcount=1000")
            .run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      JsonNode report = Runs.report(host);
      assertThat(report.get("metrics").get("total").get("operations").asLong()).isEqualTo(1000);
      assertThat(report.get("errors").get("by_type")).hasSize(1);
      JsonNode type = report.get("errors").get("by_type").get(0);
      assertThat(type.get("type").asString()).isEqualTo("OK");
      assertThat(type.get("count").asLong()).isEqualTo(1000);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aPausedYcsbLosesNoOperationAndMeasuresNoPause(int version) throws InterruptedException {
    try (Host host =
        ycsb(Jdk.of(version), "report=report.json", "metrics_interval=100ms")
            .program("-p", "basicdb.simulatedelay=16", "-t", "-threads", "8")
            .program("-p", "operationcount=5000", "-p", "readproportion=0.5")
            .program("-p", "updateproportion=0.5")
            .start()) {
      Api api = host.api();
      Await.until("operations", Duration.ofSeconds(20), () -> operations(api) > 100);
      api.posted("/api/control/pause", "{}");
      // Each of its threads may be inside an operation, which ends when the machine lets it run.
      Await.until(
          "nothing in flight",
          Duration.ofSeconds(20),
          () -> api.get("/api/metrics").get("current").get("in_flight").asLong() == 0);
      awaitTwoSnapshots(api);
      long held = operations(api);
      Thread.sleep(1_000);
      assertThat(operations(api)).isEqualTo(held).isLessThan(5_000);
      api.posted("/api/control/resume", "{}");
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      JsonNode report = Runs.report(host);
      JsonNode total = report.get("metrics").get("total");
      assertThat(total.get("operations").asLong()).isEqualTo(5_000);
      double paused = report.get("status").get("paused_seconds").asDouble();
      assertThat(paused).isGreaterThan(1);
      assertThat(total.get("latency").get("max").asDouble()).isLessThan(paused * 1_000 - 100);
      assertThat(report.get("status").get("status").asString()).isEqualTo("completed");
      Runs.assertNothingSuppressed(report);
    }
  }

  /** A line of its status: when, and how many operations its threads had done by then. */
  private record StatusLine(Instant at, long operations) {
    private static final Pattern PATTERN =
        Pattern.compile("(?m)^(\\S+ \\S+) \\d+ sec: (\\d+) operations;");
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss:SSS", Locale.ROOT);

    static Optional<StatusLine> lastOf(String text) {
      return PATTERN
          .matcher(text)
          .results()
          .map(
              line ->
                  new StatusLine(
                      LocalDateTime.parse(line.group(1), TIME)
                          .atZone(ZoneId.systemDefault())
                          .toInstant(),
                      Long.parseLong(line.group(2))))
          .reduce((first, second) -> second);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aKilledYcsbHasItsRunInTheRecord(int version) throws IOException, InterruptedException {
    int threads = 4;
    Jdk jdk = Jdk.of(version);
    try (Host host =
        ycsb(jdk, "metrics_interval=100ms", "record=true", "record_dir=runs")
            .program("-p", "basicdb.simulatedelay=2", "-t", "-threads", Integer.toString(threads))
            .program("-p", "operationcount=100000000", "-s", "-p", "status.interval=1")
            .start()) {
      Await.until(
          "a line of its status with the operations of some ticks",
          Duration.ofSeconds(60),
          () ->
              StatusLine.lastOf(host.stderr()).filter(line -> line.operations > 1000).isPresent());
      // The tick in which the line was printed is written a tick later.
      Thread.sleep(500);
      host.handle().destroyForcibly();
      host.awaitExit();
      StatusLine line = StatusLine.lastOf(host.stderr()).orElseThrow();

      Path registry = host.directory().resolve("registry");
      String runs = host.directory().resolve("runs").toString();
      JsonNode listed =
          Cli.run(jdk, registry, "runs", "--json", "--dir", runs).exits(0).json().get("records");
      assertThat(listed).hasSize(1);
      assertThat(listed.get(0).get("ended").asString()).isEqualTo("failed: killed");
      String id = listed.get(0).get("id").asString();
      long all = listed.get(0).get("operations").asLong();
      assertThat(Cli.run(jdk, registry, "runs", "--dir", runs).exits(0).stdout())
          .contains(id, "failed: killed", Long.toString(all));
      assertThat(Cli.run(jdk, registry, "show", id, "--dir", runs).exits(0).stdout())
          .contains("failed: killed", "site.ycsb.Client", "read", "P99.9");

      try (OpenedRecord opened = OpenedRecord.of(jdk, registry, id, "--dir", runs)) {
        assertThat(opened.get("/api/metrics").get("total").get("operations").asLong())
            .isEqualTo(all);
        // It takes the time after it has counted, and the machine may be busy in between.
        Instant earlier = line.at.minusMillis(100);
        long before =
            opened.get("/api/metrics?to=" + earlier).get("total").get("operations").asLong();
        long after =
            opened.get("/api/metrics?from=" + line.at).get("total").get("operations").asLong();
        // A thread counts an operation just after it has returned.
        assertThat(line.operations)
            .as("operations at the time of the last line of its status")
            .isBetween(before - threads, all - after);
        assertThat(before).isPositive();
        assertThat(after).isLessThan(all);
      }
    }
  }

  private static void awaitTwoSnapshots(Api api) {
    long before = api.get("/api/status").get("sequence").asLong();
    Await.until(
        "two snapshots",
        Duration.ofSeconds(20),
        () -> api.get("/api/status").get("sequence").asLong() >= before + 2);
  }

  private static long operations(Api api) {
    return api.get("/api/metrics").get("total").get("operations").asLong();
  }
}
