package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Methods that return, with the libraries' own types, what is done later. */
class LaterResultsIT {
  private static Host run(int jdk, String program, List<String> libraries, String... operations) {
    List<String> agent = new ArrayList<>(List.of("report=report.json"));
    for (String operation : operations) {
      agent.add("op=" + program + "#" + operation);
    }
    return Host.on(Jdk.of(jdk))
        .agent(agent.toArray(String[]::new))
        .program("-cp", classPath(libraries), Programs.file(program + ".java").toString())
        .run();
  }

  private static String classPath(List<String> libraries) {
    return libraries.stream()
        .map(library -> Host.OTHERS.resolve(library + ".jar").toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The report of a run in which each tenth call fails. */
  private static JsonNode report(Host host, int failed) {
    assertThat(host.awaitExit()).as(host.stderr()).isZero();
    assertThat(host.stdout().strip()).isEqualTo(String.valueOf(failed));
    JsonNode report = Runs.report(host);
    Runs.assertNothingSuppressed(report);
    assertThat(report.get("workers").get("in_flight").asInt()).isZero();
    return report;
  }

  private static void assertCounts(JsonNode report, String operation, int calls) {
    JsonNode figures = report.get("metrics").get("by_operation").get(operation);
    assertThat(figures.get("count").asInt()).as(operation).isEqualTo(calls);
    assertThat(figures.get("errors").asInt()).as(operation).isEqualTo(calls / 10);
  }

  /** What is done 20 ms after its call has no latency that is lower. */
  private static void assertLate(JsonNode report, String operation) {
    JsonNode figures = report.get("metrics").get("by_operation").get(operation);
    assertThat(figures.get("latency").get("min").asDouble())
        .as(operation)
        .isGreaterThanOrEqualTo(19.9);
  }

  private static JsonNode method(JsonNode report, String method) {
    for (JsonNode pattern : report.get("instrumentation").get("patterns")) {
      for (JsonNode one : pattern.get("methods")) {
        if (one.get("method").asString().startsWith(method + "(")) {
          return one;
        }
      }
    }
    throw new AssertionError("no method " + method + " in " + report.get("instrumentation"));
  }

  private static String notes(JsonNode report, String method) {
    return method(report, method).get("notes").toString();
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void areAwaitedOrSaidToBeTheCallAlone(int version) {
    try (Host host =
        run(
            version,
            "Later",
            List.of("guava", "failureaccess", "reactor-core", "reactive-streams"),
            "settable",
            "transformed",
            "immediate",
            "task",
            "hidden",
            "mono")) {
      JsonNode report = report(host, 60);
      JsonNode all = report.get("metrics").get("by_operation");
      // transformed() calls settable().
      assertCounts(report, "settable", 400);
      assertCounts(report, "transformed", 200);
      assertCounts(report, "immediate", 200);
      assertLate(report, "settable");
      assertLate(report, "transformed");
      assertThat(notes(report, "settable")).isEqualTo("[]");
      assertThat(notes(report, "transformed")).contains("takes listeners");

      assertThat(all.get("task").get("count").asInt()).isEqualTo(200);
      assertThat(notes(report, "task")).contains("ends later");
      assertThat(method(report, "task").get("not_awaited").asInt()).isEqualTo(200);
      assertThat(method(report, "hidden").get("not_awaited").asInt()).isEqualTo(20);
      assertThat(method(report, "settable").get("not_awaited").asInt()).isZero();
      assertThat(all.get("mono").get("count").asInt()).isEqualTo(20);
      assertThat(notes(report, "mono")).contains("reactor.core.publisher.Mono", "only the call");
      assertThat(report.get("metrics").get("total").get("operations").asInt()).isEqualTo(1_040);
    }
  }

  static Stream<Arguments> scala() {
    return Jdk.inTurn("scala-2.12", "scala-2.13", "scala-3");
  }

  @ParameterizedTest(name = "JDK {0}, {1}")
  @MethodSource("scala")
  void futuresOfScalaAreAwaited(int jdk, String scala) {
    try (Host host = run(jdk, "LaterScala", List.of(scala), "promised", "mapped", "immediate")) {
      JsonNode report = report(host, 60);
      // mapped() calls promised().
      assertCounts(report, "promised", 400);
      assertCounts(report, "mapped", 200);
      assertCounts(report, "immediate", 200);
      assertLate(report, "promised");
      assertLate(report, "mapped");
      assertThat(notes(report, "promised")).isEqualTo("[]");
    }
  }

  static Stream<Arguments> vertx() {
    return Jdk.inTurn("vertx-5", "vertx-4");
  }

  @ParameterizedTest(name = "JDK {0}, {1}")
  @MethodSource("vertx")
  void futuresOfEventLoopsAreAwaited(int jdk, String vertx) {
    try (Host host =
        run(
            jdk,
            "LaterLoops",
            List.of(vertx, "netty-common", "util-core_2.13", "scala-2.13"),
            "vertx*",
            "netty*",
            "twitter*")) {
      JsonNode report = report(host, 60);
      for (String library : new String[] {"vertx", "netty", "twitter"}) {
        assertCounts(report, library, 200);
        assertLate(report, library);
        assertCounts(report, library + "AtOnce", 200);
        assertThat(notes(report, library)).isEqualTo("[]");
      }
      for (String mapped : new String[] {"vertxMapped", "twitterMapped"}) {
        assertCounts(report, mapped, 200);
        assertLate(report, mapped);
      }
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void subscriptionsToReplacedResultsAreOperations(int jdk) {
    List<String> libraries =
        List.of("reactor-core", "reactive-streams", "mutiny", "jctools-core", "rxjava");
    String[] lazy = {"mono", "flux", "uni", "single"};
    String[] replaced =
        Stream.concat(Stream.of(lazy), Stream.of("stage"))
            .map(operation -> operation + ",async=replace")
            .toArray(String[]::new);
    try (Host host = run(jdk, "LaterLazy", libraries, replaced)) {
      JsonNode report = report(host, 50);
      for (String each : lazy) {
        assertCounts(report, each, 100);
        assertLate(report, each);
        assertThat(notes(report, each)).doesNotContain("only the call");
      }
      assertCounts(report, "stage", 100);
      assertLate(report, "stage");
      // Who waits for it goes on for 100 ms.
      assertThat(
              report
                  .get("metrics")
                  .get("by_operation")
                  .get("stage")
                  .get("latency")
                  .get("p50")
                  .asDouble())
          .isLessThan(100);
      assertThat(method(report, "single").get("not_awaited").asInt()).isZero();
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void suspendingFunctionsEndWithTheirLastCall(int jdk) {
    try (Host host = run(jdk, "LaterKotlin", List.of("kotlin-stdlib"), "get", "other", "tail")) {
      JsonNode report = report(host, 20);
      assertCounts(report, "get", 200);
      assertLate(report, "get");
      assertCounts(report, "other", 200);
      assertThat(notes(report, "get")).isEqualTo("[]");
      // Of one that hands its continuation on, nobody tells.
      JsonNode tail = report.get("metrics").get("by_operation").get("tail");
      assertThat(tail.get("count").asInt()).isEqualTo(200);
      assertThat(notes(report, "tail")).contains("hands on its continuation");
      assertThat(method(report, "tail").get("not_awaited").asInt()).isEqualTo(200);
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void whatKotlinsOwnCompilerMakesOfThemIsTimed(int jdk) throws Exception {
    String libraries = classPath(List.of("kotlin-stdlib", "kotlinx-coroutines-core-jvm"));
    Path classes = Programs.compiledByKotlin("LaterSuspending.kt", libraries);
    String own = "LaterSuspending#";
    try (Host host =
        Host.on(Jdk.of(jdk))
            .agent(
                "report=report.json",
                "op=" + own + "once",
                "op=" + own + "never",
                "op=" + own + "nested",
                "op=" + own + "tail",
                "op={0.name()}=" + own + "named",
                "op=session=Session#open,key=this,again=last,end=Session#close,end.key=this")
            .program("-cp", classes + File.pathSeparator + libraries, "LaterSuspending")
            .run()) {
      JsonNode report = report(host, 50);
      // nested() and tail() call once(), and nested() calls never() unless once() has failed.
      assertCounts(report, "once", 300);
      JsonNode all = report.get("metrics").get("by_operation");
      assertThat(all.get("never").get("count").asInt()).isEqualTo(190);
      assertThat(all.get("never").get("errors").asInt()).isEqualTo(10);
      assertCounts(report, "nested", 100);
      for (String suspended : new String[] {"once", "nested", "label-0", "label-1", "session"}) {
        assertLate(report, suspended);
      }
      assertThat(all.get("label-0").get("count").asInt()).isEqualTo(50);
      assertThat(all.get("label-0").get("errors").asInt()).isEqualTo(10);
      assertThat(all.get("label-1").get("count").asInt()).isEqualTo(50);
      assertThat(all.get("session").get("count").asInt()).isEqualTo(100);
      assertThat(all.get("tail").get("count").asInt()).isEqualTo(100);
      for (String timed : new String[] {"once", "never", "nested", "named", "open", "close"}) {
        assertThat(notes(report, timed)).as(timed).isEqualTo("[]");
      }
      assertThat(notes(report, "tail")).contains("hands on its continuation");
      assertThat(report.get("metrics").get("total").get("operations").asInt()).isEqualTo(890);
    }
  }
}
