package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Operations that begin in one method and end in another, in a host under the real jar. */
class PairsIT {
  private static final int CALLS = 3_000;

  private static final String CLIENT = "EventLoop$Client#";

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void theCountsAndLatenciesAreThoseOfTheProgram(int version) {
    List<String> operations =
        List.of(
            "op=call="
                + CLIENT
                + "send,key=arg:0,end="
                + CLIENT
                + "onResponse,end.key=arg:0,end.ok=arg:1:true,expected_interval=10ms",
            "op=" + CLIENT + "publish,key=this+arg:0,rate=1000000/s",
            "end=" + CLIENT + "handleAck,end.upto=this+arg:0,end.when=arg:1:true",
            "op={0}=" + CLIENT + "log,recorded=arg:1,unit=ms,ok=arg:2:true");
    try (Host host =
        Host.on(Jdk.of(version))
            .agent(String.join(",", operations), "report=report.json")
            .program("-cp", Programs.compiled("pairs").toString(), "EventLoop", "" + CALLS)
            .run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      String[] own = host.stdout().trim().split(" ", -1);
      int failed = Integer.parseInt(own[1]);
      int refused = Integer.parseInt(own[2]);
      assertThat(failed).isEqualTo(CALLS / 10);
      assertThat(refused).isEqualTo(CALLS / 100);

      JsonNode report = Runs.report(host);
      Runs.assertNothingSuppressed(report);
      JsonNode byOperation = report.get("metrics").get("by_operation");
      JsonNode call = byOperation.get("call");
      assertThat(call.get("count").asInt()).isEqualTo(CALLS);
      assertThat(call.get("errors").asInt()).isEqualTo(failed + refused);
      assertThat(call.get("latency").get("min").asDouble()).isBetween(20.0 * 0.99, 1_000.0);
      JsonNode measured = byOperation.get("measured");
      assertThat(measured.get("count").asInt()).isEqualTo(CALLS - refused);
      assertThat(measured.get("errors").asInt()).isEqualTo(failed);
      assertThat(measured.get("latency").get("p99").asDouble()).isBetween(19.8, 20.2);
      assertThat(byOperation.get("publish").get("count").asInt()).isEqualTo(CALLS);
      assertThat(byOperation.get("publish").get("errors").asInt()).isZero();
      // Each call takes 20 ms at least; numbers wait for the fiftieth.
      assertMissingOnes(call, "expected_interval=10ms");
      assertMissingOnes(byOperation.get("publish"), "rate=1000000/s");
      for (JsonNode pattern : report.get("instrumentation").get("patterns")) {
        assertThat(pattern.get("matched").asBoolean()).as(pattern.toString()).isTrue();
        assertThat(pattern.get("methods").get(0).get("notes")).isEmpty();
      }
      // All that begins belongs to the thread that began it, and the loop's own to the loop.
      JsonNode workers = report.get("workers").get("workers");
      assertThat(workers.get(0).get("thread_name").asString()).isEqualTo("main");
      assertThat(workers.get(0).get("operations_completed").asInt()).isEqualTo(2 * CALLS);
      assertThat(report.get("workers").get("in_flight").asInt()).isZero();
    }
  }

  private static void assertMissingOnes(JsonNode operation, String rule) {
    JsonNode corrected = operation.get("corrected");
    int raw = operation.get("latency").get("count").asInt();
    assertThat(corrected.get("rule").asString()).isEqualTo(rule);
    assertThat(corrected.get("count").asInt()).isGreaterThan(raw);
  }
}
