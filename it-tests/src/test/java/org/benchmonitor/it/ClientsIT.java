package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A program that nobody knows is seen by the client libraries that it calls, as it counts them. */
class ClientsIT {
  private static Path classes;

  @BeforeAll
  static void compile() {
    classes =
        Programs.compiled(
            "runners/Clients.java",
            Runners.jars("clients").stream().map(Path::of).toArray(Path[]::new));
  }

  private static Host run(int version, String options, String... words) {
    return Host.on(Jdk.of(version))
        .agent("report=report.json" + options)
        .program("-cp", classes + File.pathSeparator + Runners.classPath("clients"), "Clients")
        .program(words)
        .run();
  }

  private static Map<String, Long> printed(Host host) {
    Map<String, Long> counts = new TreeMap<>();
    host.stdout()
        .lines()
        .map(line -> line.split(" ", -1))
        .forEach(words -> counts.merge(words[0], Long.valueOf(words[1]), Long::sum));
    return counts;
  }

  static Stream<Arguments> rows() {
    return Jdk.inTurn(
        Arguments.of("java-net-http,httpclient4,httpclient5,okhttp"),
        Arguments.of("jdbc"),
        Arguments.of("jedis,lettuce,mongodb"));
  }

  @ParameterizedTest(name = "{1} on JDK {0}")
  @MethodSource("rows")
  void callsOfClientLibrariesAreCountedAsTheProgramDoes(int version, String libraries) {
    try (Host host = run(version, "", libraries.split(",", -1))) {
      assertThat(host.awaitExit()).as(host.stdout() + host.stderr()).isZero();
      JsonNode report = Runs.report(host);
      Runs.assertNothingSuppressed(report);
      Map<String, Long> theirs = printed(host);
      assertThat(theirs).isNotEmpty();
      assertThat(Runners.counts(report)).isEqualTo(theirs);
      Set<String> taken = new TreeSet<>();
      for (JsonNode preset : report.get("instrumentation").get("presets")) {
        assertThat(preset.get("state").asString()).isEqualTo("taken");
        assertThat(preset.get("kind").asString()).isEqualTo("client");
        assertThat(preset.get("reasons")).as("%s", preset).isEmpty();
        taken.add(preset.get("name").asString());
      }
      assertThat(taken).isEqualTo(new TreeSet<>(Arrays.asList(libraries.split(",", -1))));
      theirs.forEach((name, count) -> Runners.row("program", report, libraries, name, count, null));
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void besideAPatternOfTheUsersNoClientIsWatched(int version) {
    try (Host host = run(version, ",op=Clients#one", "java-net-http")) {
      assertThat(host.awaitExit()).as(host.stdout() + host.stderr()).isZero();
      JsonNode report = Runs.report(host);
      assertThat(Runners.counts(report)).isEqualTo(Map.of("one", 1L));
      assertThat(report.get("instrumentation").get("presets")).isEmpty();
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aClientThatWasFirstGivesWayToARunner(int version) throws IOException {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent("report=reports/")
            .program(
                "-cp",
                String.join(
                    File.pathSeparator,
                    classes.toString(),
                    Runners.classPath("clients"),
                    YcsbIT.classPath()),
                "Clients")
            .program("java-net-http", "then", "site.ycsb.Client", "-db", "site.ycsb.BasicDB")
            .program("-p", "workload=site.ycsb.workloads.CoreWorkload", "-p", "recordcount=100")
            .program("-p", "basicdb.verbose=false", "-p", "basicdb.simulatedelay=2")
            .program("-t", "-p", "operationcount=2000", "-p", "readproportion=1")
            .program("-p", "updateproportion=0")
            .run()) {
      assertThat(host.awaitExit()).as(host.stdout() + host.stderr()).isZero();
      // The calls of the client are a run of their own, which has ended when the runner came.
      List<JsonNode> reports = reports(host);
      assertThat(reports).hasSize(2);
      assertThat(Runners.counts(reports.get(0))).isEqualTo(Map.of("http", 100L));
      JsonNode report = reports.get(1);
      assertThat(Runners.counts(report)).isEqualTo(Map.of("read", 2_000L));
      assertThat(report.get("metrics").get("total").get("operations").asLong()).isEqualTo(2_000);
      Map<String, String> states = new TreeMap<>();
      report
          .get("instrumentation")
          .get("presets")
          .forEach(one -> states.put(one.get("name").asString(), one.get("state").asString()));
      assertThat(states).isEqualTo(Map.of("java-net-http", "withdrawn", "ycsb", "taken"));
    }
  }

  /** In the order in which their runs began. */
  private static List<JsonNode> reports(Host host) throws IOException {
    try (Stream<Path> files = Files.list(host.directory().resolve("reports"))) {
      return files
          .map(Api::read)
          .sorted(Comparator.comparing(one -> one.get("status").get("start_time").asString()))
          .toList();
    }
  }
}
