package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Patterns on hosts whose classes are not as a compiler would have them. */
class PatternsIT {
  /** Runs a program without the agent and with it, and returns its report. */
  private static JsonNode run(int version, Path classes, String main, String... options) {
    String[] program = {"-cp", classes.toString(), main};
    try (Host plain = Host.on(Jdk.of(version)).program(program).run();
        Host host =
            Host.on(Jdk.of(version))
                .agent(Runs.concat(options, "report=report.json"))
                .program(program)
                .run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isEqualTo(plain.awaitExit()).isZero();
      assertThat(host.stdout()).isEqualTo(plain.stdout()).isNotEmpty();
      assertThat(host.stderr().lines()).as(host.stderr()).hasSizeLessThan(2);
      JsonNode report = Runs.report(host);
      Runs.assertNothingSuppressed(report);
      return report;
    }
  }

  private static Map<String, Integer> counts(JsonNode report) {
    Map<String, Integer> counts = new TreeMap<>();
    report
        .get("metrics")
        .get("by_operation")
        .properties()
        .forEach(one -> counts.put(one.getKey(), one.getValue().get("count").asInt()));
    return counts;
  }

  private static JsonNode pattern(JsonNode report, int index) {
    return report.get("instrumentation").get("patterns").get(index);
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void typesThatAreNotThereHideNoMethod(int version) throws IOException {
    Path classes = Programs.compiled("patterns/Optional.java");
    for (String absent : new String[] {"Absent", "Marked", "Lost"}) {
      Files.delete(classes.resolve("Optional$" + absent + ".class"));
    }
    JsonNode report =
        run(version, classes, "Optional", "op=@Optional$Marked", "op=Optional$Client#*");
    assertThat(counts(report))
        .isEqualTo(Map.of("send", 500, "answer", 500, "answers", 500, "marked", 500));
    assertThat(pattern(report, 1).get("methods").toString())
        .contains("class file of Optional$Absent");
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void literalNamesAreHonouredAndTheOthersAreExplainedInARunOfAMoment(int version) {
    JsonNode report =
        run(
            version,
            Programs.compiled("patterns/Shapes.java"),
            "javax.acme.Shapes",
            "op=javax.acme.**#send",
            "op=javax.acme.Shapes#lambda$main$0",
            "op=javax.acme.Shapes#locked",
            "op=javax.acme.Shapes$Impl#run",
            "op=javax.acme.Shapes$Impl#area");
    assertThat(counts(report)).isEqualTo(Map.of("send", 100, "lambda$main$0", 100, "locked", 100));
    assertThat(pattern(report, 2).get("methods").get(0).get("notes").get(0).asString())
        .startsWith("synchronized: ");
    assertThat(pattern(report, 0).get("methods").get(0).get("notes")).isEmpty();
    assertThat(pattern(report, 3).get("failed").get(0).get("reason").asString())
        .contains("name javax.acme.Shapes$Base#run");
    assertThat(pattern(report, 4).get("failed").get(0).get("reason").asString())
        .contains("name javax.acme.Shapes$Shape#area");
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void classesThatAreMadeFromBytesAreFoundByWhatTheyReallyAre(int version) throws IOException {
    Path classes = Programs.compiled("patterns/FromBytes.java");
    for (String made : new String[] {"Middle", "ByLoader", "ByLookup"}) {
      Path file = classes.resolve("FromBytes$" + made + ".class");
      Files.move(file, file.resolveSibling("FromBytes$" + made + ".bin"));
    }
    JsonNode report = run(version, classes, "FromBytes", "op=FromBytes$Store+#call");
    Set<String> found = new HashSet<>();
    pattern(report, 0).get("methods").forEach(one -> found.add(one.get("class").asString()));
    assertThat(found).containsExactlyInAnyOrder("FromBytes$ByLoader", "FromBytes$ByLookup");
    assertThat(counts(report).get("call")).isPositive();
    assertThat(report.get("timeline").get("events").toString())
        .containsPattern("methods? instrumented in 1 class,");
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aJarIsOpenNoLongerThanItsLoader(int version) {
    JsonNode report =
        run(version, Programs.compiled("patterns/Jobs.java"), "Jobs", "op=Jobs$Task+#run");
    assertThat(counts(report)).isEqualTo(Map.of("run", 60));
  }
}
