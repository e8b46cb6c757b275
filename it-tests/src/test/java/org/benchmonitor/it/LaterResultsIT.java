package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Methods that return, with the libraries' own types, what is done later. */
class LaterResultsIT {
  private static Host run(Jdk jdk, String... agent) {
    String separator = System.getProperty("path.separator");
    String libraries =
        String.join(
            separator,
            Host.OTHERS.resolve("guava.jar").toString(),
            Host.OTHERS.resolve("failureaccess.jar").toString(),
            Host.OTHERS.resolve("reactor-core.jar").toString(),
            Host.OTHERS.resolve("reactive-streams.jar").toString());
    return Host.on(jdk)
        .agent(agent)
        .program("-cp", libraries, Programs.file("Later.java").toString())
        .run();
  }

  private static String notes(JsonNode report, String method) {
    for (JsonNode pattern : report.get("instrumentation").get("patterns")) {
      for (JsonNode one : pattern.get("methods")) {
        if (one.get("method").asString().startsWith(method + "(")) {
          return one.get("notes").toString();
        }
      }
    }
    throw new AssertionError("no method " + method + " in " + report.get("instrumentation"));
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void areAwaitedOrSaidToBeTheCallAlone(int version) {
    Jdk jdk = Jdk.of(version);
    try (Host host =
        run(
            jdk,
            "op=Later#settable",
            "op=Later#transformed",
            "op=Later#immediate",
            "op=Later#task",
            "op=Later#mono",
            "report=report.json")) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(host.stdout().strip()).isEqualTo("60");
      JsonNode report = Runs.report(host);
      Runs.assertNothingSuppressed(report);
      JsonNode all = report.get("metrics").get("by_operation");
      for (String awaited : new String[] {"settable", "transformed", "immediate"}) {
        // transformed() calls settable().
        int calls = awaited.equals("settable") ? 400 : 200;
        assertThat(all.get(awaited).get("count").asInt()).as(awaited).isEqualTo(calls);
        assertThat(all.get(awaited).get("errors").asInt()).as(awaited).isEqualTo(calls / 10);
      }
      for (String late : new String[] {"settable", "transformed"}) {
        assertThat(all.get(late).get("latency").get("min").asDouble())
            .as(late)
            .isGreaterThanOrEqualTo(19.9);
      }
      assertThat(report.get("workers").get("in_flight").asInt()).isZero();
      assertThat(notes(report, "settable")).isEqualTo("[]");
      assertThat(notes(report, "transformed")).contains("takes listeners");

      assertThat(all.get("task").get("count").asInt()).isEqualTo(200);
      assertThat(notes(report, "task")).contains("ends later");
      assertThat(all.get("mono").get("count").asInt()).isEqualTo(20);
      assertThat(notes(report, "mono")).contains("reactor.core.publisher.Mono", "only the call");
      assertThat(report.get("metrics").get("total").get("operations").asInt()).isEqualTo(1_020);
    }
  }
}
