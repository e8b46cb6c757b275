package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  private static String classPath() {
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
      Map<String, Long> own = new TreeMap<>();
      Matcher matcher = LINE.matcher(host.stdout());
      while (matcher.find()) {
        if (matcher.group(2).equals("Operations")) {
          own.put(matcher.group(1).toLowerCase(Locale.ROOT), Long.valueOf(matcher.group(4)));
        }
      }
      assertThat(own).as(host.stdout()).containsOnlyKeys("read", "update", "insert", "scan");
      JsonNode report = Runs.report(host);
      Map<String, Long> ours = new TreeMap<>();
      report
          .get("metrics")
          .get("by_operation")
          .properties()
          .forEach(entry -> ours.put(entry.getKey(), entry.getValue().get("count").asLong()));
      assertThat(ours).isEqualTo(own);
      assertThat(ours.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(50_000);
      Runs.assertNothingSuppressed(report);
      assertThat(report.get("errors").get("total_errors").asLong()).isZero();
      assertThat(report.get("status").get("status").asString()).isEqualTo("completed");
    }
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
