package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The histogram logs that YCSB 0.17.0 writes, read as a run; no agent is in its JVM. */
class YcsbLogsIT {
  private static final Map<String, Double> PERCENTILES =
      Map.of("p50", 50.0, "p90", 90.0, "p95", 95.0, "p99", 99.0, "p999", 99.9, "p9999", 99.99);

  /**
   * What its own summary says of one kind of operation.
   *
   * @param max the exact one; the counters know values to three digits
   * @param counters how often each value was, by microseconds
   */
  private record Summary(long operations, long max, NavigableMap<Long, Long> counters) {
    private static final Pattern OPERATIONS =
        Pattern.compile("(?m)^\\[(\\S+)], Operations, (\\d+)");

    static Map<String, Summary> of(String printed) {
      Map<String, Summary> summaries = new TreeMap<>();
      OPERATIONS
          .matcher(printed)
          .results()
          .forEach(
              line ->
                  summaries.put(
                      line.group(1),
                      of(printed, Pattern.quote(line.group(1)), Long.parseLong(line.group(2)))));
      return summaries;
    }

    private static Summary of(String printed, String name, long operations) {
      String start = "(?m)^\\[" + name + "], ";
      NavigableMap<Long, Long> counters = new TreeMap<>();
      Pattern.compile(start + "(\\d+), (\\d+)\\.0$")
          .matcher(printed)
          .results()
          .forEach(
              line -> counters.put(Long.parseLong(line.group(1)), Long.parseLong(line.group(2))));
      long max =
          Pattern.compile(start + "MaxLatency\\(us\\), (\\d+)$")
              .matcher(printed)
              .results()
              .mapToLong(line -> Long.parseLong(line.group(1)))
              .findFirst()
              .orElseThrow();
      return new Summary(operations, max, counters);
    }

    /**
     * Of its counters: the percentiles that it prints are those of a rank that is rounded, so of
     * some numbers of calls they are the neighbour's.
     */
    double micros(double percentile) {
      long rank = Math.max(1, (long) Math.ceil(percentile / 100 * operations - 1e-6));
      for (var counter : counters.entrySet()) {
        rank -= counter.getValue();
        if (rank <= 0) {
          return counter.getKey();
        }
      }
      throw new AssertionError(percentile + " of " + counters);
    }
  }

  private static Host ycsb(Jdk jdk, Path logs) {
    return Host.on(jdk)
        .program("-cp", YcsbIT.classPath(), "site.ycsb.Client", "-db", "site.ycsb.BasicDB")
        .program("-p", "workload=site.ycsb.workloads.CoreWorkload", "-p", "recordcount=1000")
        .program("-p", "basicdb.verbose=false", "-p", "basicdb.simulatedelay=2")
        .program("-p", "readproportion=0.5", "-p", "updateproportion=0.5")
        .program("-p", "measurementtype=hdrhistogram", "-p", "hdrhistogram.fileoutput=true")
        .program("-p", "hdrhistogram.output.path=" + logs + File.separator)
        .program("-p", "measurement.histogram.verbose=true", "-p", "measurement.interval=both")
        .program("-s", "-p", "status.interval=1", "-t", "-threads", "4", "-target", "2500")
        .program("-p", "operationcount=7500")
        .run();
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void theLogsOfARunHaveTheFiguresOfItsOwnSummary(int version) throws IOException {
    Jdk jdk = Jdk.of(version);
    Path parent = Files.createDirectories(Path.of(Host.property("it.directory")));
    Path logs = Files.createTempDirectory(parent, "ycsb");
    try (Host host = ycsb(jdk, logs)) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      Map<String, Summary> own = Summary.of(host.stdout());
      assertThat(own).containsKeys("READ", "UPDATE", "Intended-READ", "Intended-UPDATE");
      assertThat(own.get("READ").operations + own.get("UPDATE").operations).isEqualTo(7_500);
      List<String> words = new ArrayList<>(List.of("show", "--unit", "us"));
      words.addAll(files(logs));
      assertThat(words).hasSize(3 + own.size());

      Path registry = host.directory().resolve("registry");
      assertThat(Cli.run(jdk, registry, words.toArray(String[]::new)).exits(0).stdout())
          .contains("READ", "Intended-UPDATE", "P99.9", "completed: imported from");
      words.add("--json");
      JsonNode shown = Cli.run(jdk, registry, words.toArray(String[]::new)).exits(0).json();
      assertThat(shown.get("status").get("monitor").get("clamped").asLong()).isZero();
      assertAreThoseOf(own, shown.get("metrics"));

      words.removeAll(List.of("show", "--json"));
      try (OpenedRecord opened = OpenedRecord.of(jdk, registry, words.toArray(String[]::new))) {
        assertAreThoseOf(own, opened.get("/api/metrics"));
        // A line of its status is an interval.
        assertThat(
                opened
                    .get("/api/metrics/timeline?window=3600&interval=0.1")
                    .get("data_points")
                    .size())
            .isGreaterThan(2);
      }
    }
  }

  private static void assertAreThoseOf(Map<String, Summary> own, JsonNode metrics) {
    JsonNode operations = metrics.get("by_operation");
    assertThat(operations.propertyNames()).containsExactlyInAnyOrderElementsOf(own.keySet());
    own.forEach(
        (name, summary) -> {
          assertThat(operations.get(name).get("count").asLong())
              .as(name)
              .isEqualTo(summary.operations);
          assertThat(operations.get(name).get("errors").asLong()).as(name).isZero();
          JsonNode latency = operations.get(name).get("latency");
          assertNear(name + " max", latency.get("max"), (double) summary.max);
          PERCENTILES.forEach(
              (column, percentile) ->
                  assertNear(name + " " + column, latency.get(column), summary.micros(percentile)));
        });
    assertThat(metrics.get("total").get("operations").asLong())
        .isEqualTo(own.values().stream().mapToLong(Summary::operations).sum());
  }

  /** Both know a value to three digits, each by counters of its own unit. */
  private static void assertNear(String what, JsonNode millis, double micros) {
    assertThat(millis.asDouble() * 1_000).as(what).isCloseTo(micros, within(micros * 0.002));
  }

  private static List<String> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(Path::toString).filter(file -> file.endsWith(".hdr")).sorted().toList();
    }
  }
}
