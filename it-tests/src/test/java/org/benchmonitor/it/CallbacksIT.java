package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Operations that end otherwise than by a return: the host sees no difference, the counts hold. */
class CallbacksIT {
  private static Host run(Jdk jdk, Path classes, String operation, String... program) {
    Host.Builder builder = Host.on(jdk).jvm("-Xmx128m", "-Xss512k");
    if (operation != null) {
      builder.agent("op=Awaiting" + operation, "report=report.json");
    }
    return builder.program("-cp", classes.toString(), "Awaiting").program(program).run();
  }

  /** Runs it without and with the monitor, and returns the report. */
  private static JsonNode reportOf(Jdk jdk, Path classes, String operation, String... program) {
    try (Host plain = run(jdk, classes, null, program);
        Host host = run(jdk, classes, operation, program)) {
      assertThat(host.awaitExit()).as(host.stderr()).isEqualTo(plain.awaitExit()).isZero();
      assertThat(host.stdout()).isEqualTo(plain.stdout()).isNotEmpty();
      assertThat(host.stderr().lines()).as(host.stderr()).hasSize(1);
      JsonNode report = Runs.report(host);
      Runs.assertNothingSuppressed(report);
      return report;
    }
  }

  private static JsonNode total(JsonNode report) {
    return report.get("metrics").get("total");
  }

  private static JsonNode method(JsonNode report) {
    return report.get("instrumentation").get("patterns").get(0).get("methods").get(0);
  }

  private static Stream<Arguments> recognised() {
    return Jdk.inTurn(
        Arguments.of("cast", "#castInside"),
        Arguments.of("cast-elsewhere", "$Handing#castElsewhere"),
        Arguments.of("cast-below", "$Handing#castElsewhere"),
        Arguments.of("cancel", "$Registry#registers"),
        Arguments.of("compare", "#compares"),
        Arguments.of("order", "#orders"),
        Arguments.of("subscribe", "#subscribes"));
  }

  @ParameterizedTest(name = "JDK {0}, {1}")
  @MethodSource("recognised")
  void aCallbackThatIsRecognisedIsTheHostsOwnAndTheCallIsTimedUntilItReturns(
      int version, String kind, String operation) {
    Jdk jdk = Jdk.of(version);
    JsonNode report =
        reportOf(jdk, Programs.compiled("awaiting"), operation + ",async=callback:0", kind, "500");
    assertThat(total(report).get("operations").asInt()).isEqualTo(500);
    assertThat(method(report).get("without_callback").asInt()).isEqualTo(500);
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aCallbackThatNobodyCanTellFromAStandInEndsTheOperation(int version) {
    Jdk jdk = Jdk.of(version);
    Path classes = Programs.compiled("awaiting");
    JsonNode report = reportOf(jdk, classes, "$Client#waits,async=callback:0", "wait", "500");
    assertThat(total(report).get("operations").asInt()).isEqualTo(500);
    // All reply when the last has been sent, whose number is 499, and each counts one up.
    assertThat(total(report).get("errors").asInt()).isEqualTo(50);
    assertThat(method(report).get("without_callback").asInt()).isZero();

    JsonNode steps =
        reportOf(jdk, classes, "$Client#goesOn,async=callback:0.finish", "steps", "500");
    assertThat(total(steps).get("operations").asInt()).isEqualTo(500);
    assertThat(total(steps).get("errors").asInt()).isZero();
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void oneStageThatNeverCompletesCostsAFewOfManyCalls(int version) {
    Jdk jdk = Jdk.of(version);
    JsonNode report = reportOf(jdk, Programs.compiled("awaiting"), "#closes", "close", "3000000");
    assertThat(total(report).get("operations").asInt()).isBetween(2_999_000, 3_000_000);
    assertThat(
            total(report).get("operations").asInt()
                + report.get("workers").get("in_flight").asInt())
        .isEqualTo(3_000_000);
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void anExceptionWhoseOuterClassIsMissingIsAnError(int version) throws IOException {
    Jdk jdk = Jdk.of(version);
    Path classes = Programs.compiled("awaiting");
    Files.delete(classes.resolve("Fleet.class"));
    JsonNode report = reportOf(jdk, classes, "#sails", "sail", "1000");
    assertThat(total(report).get("operations").asInt()).isEqualTo(1000);
    assertThat(total(report).get("errors").asInt()).isEqualTo(500);
    JsonNode type = report.get("errors").get("by_type").get(0);
    assertThat(type.get("type").asString()).isEqualTo("Sunk");
    assertThat(type.get("count").asInt()).isEqualTo(500);
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void afterTheEndOfTheStackCountingGoesOn(int version) {
    Jdk jdk = Jdk.of(version);
    JsonNode report = reportOf(jdk, Programs.compiled("awaiting"), "#leaf", "dive", "200");
    long counted = total(report).get("operations").asLong();
    long lost = method(report).get("lost").asLong();
    // Those at shallow depth are all there, and of the deep ones only some at the very end are not.
    assertThat(counted).isGreaterThan(200 * 100);
    assertThat(lost).isLessThan(200 * 20);
    assertThat(report.get("workers").get("in_flight").asInt()).isZero();
  }
}
