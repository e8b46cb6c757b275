package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * JMH 1.37 from the registry. Its forks inherit the agent, and each is a run of its own: the
 * benchmark is called in them, not in the JVM that was started.
 */
class JmhIT {
  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void everyCallOfABenchmarkIsCountedInItsFork(int version) throws IOException {
    Path classes =
        Programs.compiledBy(
            "org.openjdk.jmh.generators.BenchmarkProcessor",
            "runners/Sum.java",
            Runners.jars("jmh"));
    try (Host host =
        Host.on(Jdk.of(version))
            .agent("report=reports/")
            .program("-cp", classes + java.io.File.pathSeparator + Runners.classPath("jmh"))
            .program("org.openjdk.jmh.Main", "-f", "1", "-bm", "ss", "-wi", "1", "-wbs", "10")
            .program("-i", "3", "-bs", "200", "-rf", "json", "-rff", "result.json")
            .run()) {
      assertThat(host.awaitExit()).as(host.stdout() + host.stderr()).isZero();
      Map<String, Long> theirs = new TreeMap<>();
      for (JsonNode one : Api.read(host.directory().resolve("result.json"))) {
        String name = one.get("benchmark").asString();
        theirs.put(
            name.substring(name.lastIndexOf('.') + 1),
            calls(one, "warmup") + calls(one, "measurement"));
      }
      assertThat(theirs).isEqualTo(Map.of("sum", 610L, "sleep", 610L));
      Map<String, Long> ours = new TreeMap<>();
      try (Stream<Path> reports = Files.list(host.directory().resolve("reports"))) {
        for (Path file : reports.toList()) {
          JsonNode report = Api.read(file);
          Runners.assertTaken(report, "jmh");
          ours.putAll(Runners.counts(report));
          Runners.counts(report)
              .forEach(
                  (name, count) ->
                      Runners.row("JMH 1.37", report, "jmh", name, theirs.get(name), null));
        }
      }
      assertThat(ours).isEqualTo(theirs);
    }
  }

  private static long calls(JsonNode result, String kind) {
    return result.get(kind + "Iterations").asLong() * result.get(kind + "BatchSize").asLong();
  }
}
