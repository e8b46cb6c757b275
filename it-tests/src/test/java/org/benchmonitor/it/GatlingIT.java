package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Gatling 3.14.9 from the registry, an event loop: a request begins and ends in different methods,
 * and no thread waits for it.
 */
class GatlingIT {
  /** The program with its simulation, against a server. */
  static Host.Builder gatling(Jdk jdk, HelloServer server) {
    Path[] jars = Runners.jars("gatling").stream().map(Path::of).toArray(Path[]::new);
    Path classes = Programs.compiled("runners/Quick.java", jars);
    return Host.on(jdk)
        .jvm("--add-opens=java.base/java.lang=ALL-UNNAMED")
        .jvm("-Dbase=" + server.url())
        .jvm("-Dlogback.configurationFile=" + Programs.file("runners/quiet.xml").toAbsolutePath())
        .program("-cp", classes + File.pathSeparator + Runners.classPath("gatling"))
        .program("io.gatling.app.Gatling", "-s", "Quick", "-rf", "results");
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void everyResponseIsThatOfItsOwnReport(int version) throws IOException {
    try (HelloServer server = new HelloServer();
        Host host =
            gatling(Jdk.of(version), server).agent("report=report.json", "digits=3").run()) {
      assertThat(host.awaitExit()).as(host.stdout() + host.stderr()).isZero();
      Map<String, Long> theirs = new TreeMap<>();
      for (String name : new String[] {"quick", "refused"}) {
        theirs.put(name, number(host, "> " + name, 0));
      }
      assertThat(theirs).isEqualTo(Map.of("quick", 1_000L, "refused", 200L));
      JsonNode report = Runs.report(host);
      Runners.assertTaken(report, "gatling");
      assertThat(Runners.counts(report)).isEqualTo(theirs);
      long failed = number(host, "> request count", 2);
      assertThat(report.get("metrics").get("total").get("errors").asLong())
          .isEqualTo(failed)
          .isEqualTo(200);
      assertThat(report.get("errors").get("by_type").get(0).get("type").asString()).isEqualTo("KO");
      // Of the successful ones, in whole milliseconds. Where p99 is depends on the rank: the first
      // request of each user, which takes many times as long, is one of a hundred.
      JsonNode latency = report.get("metrics").get("by_operation").get("quick").get("latency");
      assertThat(latency.get("p50").asDouble())
          .isCloseTo((double) number(host, "> response time 50th percentile (ms)", 1), within(2.0));
      double longest = number(host, "> max response time (ms)", 1);
      assertThat(latency.get("max").asDouble()).isCloseTo(longest, within(longest * 0.001));
    }
  }

  /** A number of the last line of its report that begins so: total, OK, KO. */
  private static long number(Host host, String line, int column) {
    Matcher matcher =
        Pattern.compile(
                "(?m)^" + Pattern.quote(line) + " +\\| +([-\\d,]+) \\| +([-\\d,]+) \\| +([-\\d,]+)")
            .matcher(host.stdout());
    long number = -1;
    while (matcher.find()) {
      String text = matcher.group(column + 1).replace(",", "");
      number = text.equals("-") ? 0 : Long.parseLong(text);
    }
    assertThat(number).as(line + " in " + host.stdout()).isNotNegative();
    return number;
  }
}
