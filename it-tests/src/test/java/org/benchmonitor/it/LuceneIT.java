package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lucene's benchmark 10.3.0 from the registry, which prints for each task how often it ran. */
class LuceneIT {
  /** Lucene 10 does not run on a Java before 21. */
  static final int JDK = 25;

  static Host.Builder lucene(Jdk jdk, Path algorithm) {
    return Host.on(jdk)
        .program("-cp", Runners.classPath("lucene"))
        .program("org.apache.lucene.benchmark.byTask.Benchmark")
        .program(algorithm.toAbsolutePath().toString());
  }

  @Test
  void everyRunOfATaskIsThatOfItsReport() throws IOException {
    try (Host host =
        lucene(Jdk.of(JDK), Programs.file("runners/index.alg")).agent("report=report.json").run()) {
      assertThat(host.awaitExit()).as(host.stdout() + host.stderr()).isZero();
      Map<String, Long> theirs = new TreeMap<>();
      for (String task : new String[] {"AddDoc", "Search", "CommitIndex", "ForceMerge"}) {
        theirs.put(task, runs(host, task));
      }
      assertThat(theirs)
          .isEqualTo(
              Map.of("AddDoc", 2_000L, "Search", 2_000L, "CommitIndex", 1L, "ForceMerge", 1L));
      JsonNode report = Runs.report(host);
      Runners.assertTaken(report, "lucene-benchmark");
      assertThat(Runners.counts(report)).isEqualTo(theirs);
      assertThat(report.get("metrics").get("total").get("errors").asLong()).isZero();
      for (String task : new String[] {"AddDoc", "Search"}) {
        Runners.row(
            "Lucene benchmark 10.3.0", report, "lucene-benchmark", task, theirs.get(task), null);
      }
    }
  }

  /** Of its last table, which has a dash in every second line in place of what aligns. */
  private static long runs(Host host, String task) {
    Pattern line = Pattern.compile("(?m)^" + task + "(?:\\(1\\.0\\))?[- ]+0[- ]+(\\d+) ");
    return Long.parseLong(Runners.found(line, host.stdout()).group(1));
  }
}
