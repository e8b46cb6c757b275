package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What a program may do to its own JVM, and what is done to it from outside. */
class FaultsIT {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration STOPPED = Duration.ofSeconds(5);

  private static Host.Builder host(int version, String how) {
    return Host.on(Jdk.of(version))
        .agent("op=Faults#operation", "report=report.json")
        .program(Programs.file("Faults.java").toString(), how);
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aHaltInsideAnOperationEndsTheJvmAtOnceAndWritesNothing(int version) {
    try (Host host = host(version, "halt").run()) {
      assertThat(host.awaitExit()).isEqualTo(7);
      assertThat(host.stderr().lines()).hasSize(1);
      assertThat(host.directory().resolve("report.json")).doesNotExist();
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void anExitInsideAnOperationIsReportedWithTheOperationUnderWay(int version) {
    try (Host host = host(version, "exit").run()) {
      assertThat(host.awaitExit()).isEqualTo(3);
      JsonNode report = Runs.report(host);
      assertThat(report.get("status").get("status").asString()).isEqualTo("failed");
      assertThat(report.get("metrics").get("total").get("operations").asInt()).isEqualTo(100);
      assertThat(report.get("workers").get("in_flight").asInt()).isEqualTo(1);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void anInterruptDuringAnOperationIsStillThereAfterIt(int version) {
    try (Host host = host(version, "interrupt").run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(host.stdout()).isEqualTo("interrupted true\n");
      assertThat(operations(Runs.report(host))).isEqualTo(101);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void tenThousandThreadsThatComeAndGoAreCountedAndNotKept(int version) {
    try (Host host = host(version, "threads").run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      JsonNode report = Runs.report(host);
      assertThat(operations(report)).isEqualTo(10_100);
      JsonNode workers = report.get("workers");
      assertThat(workers.get("total_workers").asInt()).isEqualTo(10_001);
      assertThat(workers.get("workers").size()).isLessThan(2_000);
      assertThat(report.get("status").get("monitor").get("bytes").asLong()).isLessThan(4 << 20);
    }
  }

  /**
   * What must go on is everything after it. The class itself is counted from the next look on,
   * which comes soon only where the agent was asked at all: with less room, the JVM prints a line
   * of its own instead.
   */
  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aClassThatIsLoadedWhereTheStackEndsKeepsNoLaterOneFromBeingCounted(int version) {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent(
                "op=Faults#operation",
                "op=late=Faults$Late#operation",
                "op=after=Faults$After#operation",
                "report=report.json")
            .program(Programs.file("Faults.java").toString(), "deep")
            .run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      JsonNode counts = Runs.report(host).get("metrics").get("by_operation");
      assertThat(counts.get("operation").get("count").asInt()).isEqualTo(100);
      assertThat(counts.path("late").path("count").asInt(50)).isEqualTo(50);
      assertThat(counts.get("after").get("count").asInt()).isEqualTo(50);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aJvmThatStandsStillIsOneLongIntervalWithItsStallAndNoBurstAfterIt(int version)
      throws Exception {
    try (Host host = host(version, "steady").start()) {
      Api api = host.api();
      // The run begins with an interval of its own, which may be short.
      Await.until("operations", LONGEST, () -> count(api) > 200);
      await(api, sequence(api) + 2);
      signal(host, "STOP");
      Thread.sleep(STOPPED.toMillis());
      signal(host, "CONT");
      await(api, sequence(api) + 5);
      host.tell("end");
      assertThat(host.awaitExit()).as(host.stderr()).isZero();

      JsonNode timeline = Runs.report(host).get("timeline");
      List<Double> lengths = new ArrayList<>();
      for (JsonNode point : timeline.get("data_points")) {
        lengths.add(point.get("duration_seconds").asDouble());
      }
      assertThat(lengths).filteredOn(length -> length >= STOPPED.toSeconds()).hasSize(1);
      int at = indexOfLongest(lengths);
      // All but the last, which the end cuts short, are whole intervals.
      assertThat(lengths.subList(at + 1, lengths.size() - 1))
          .hasSizeGreaterThanOrEqualTo(2)
          .allSatisfy(length -> assertThat(length).isGreaterThan(0.5));
      List<Double> stalls = new ArrayList<>();
      for (JsonNode event : timeline.get("events")) {
        if (event.get("kind").asString().equals("stall")) {
          stalls.add(event.get("duration_ms").asDouble());
        }
      }
      assertThat(stalls).anySatisfy(stall -> assertThat(stall).isGreaterThan(4_500));
    }
  }

  private static int count(Api api) {
    return api.get("/api/metrics").get("total").get("operations").asInt();
  }

  private static int operations(JsonNode report) {
    return report.get("metrics").get("total").get("operations").asInt();
  }

  private static int indexOfLongest(List<Double> lengths) {
    int longest = 0;
    for (int i = 1; i < lengths.size(); i++) {
      longest = lengths.get(i) > lengths.get(longest) ? i : longest;
    }
    return longest;
  }

  private static long sequence(Api api) {
    return api.get("/api/status").get("sequence").asLong();
  }

  private static void await(Api api, long sequence) {
    Await.until("snapshot " + sequence, LONGEST, () -> sequence(api) >= sequence);
  }

  private static void signal(Host host, String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(host.pid())).start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(kill.exitValue()).isZero();
  }
}
