package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Hadoop's NNThroughputBenchmark 3.4.1 from the registry, with the name-node that it starts itself.
 * It prints a count and a mean in whole milliseconds.
 */
class HadoopIT {
  /** Hadoop does not run on JDK 24 or newer, which have no Subject of the access controller. */
  static final int JDK = 17;

  static Host.Builder hadoop(Path directory, String type) {
    return Host.on(Jdk.of(JDK))
        .program("-cp", directory + File.pathSeparator + Runners.classPath("hadoop"))
        .program("org.apache.hadoop.hdfs.server.namenode." + type)
        .program("-D", "hadoop.tmp.dir=" + directory);
  }

  /** A directory with all that the name-node needs, and its configuration of logging. */
  static Path formatted() throws IOException {
    Path directory =
        Files.createTempDirectory(
                Files.createDirectories(Path.of(Host.property("it.directory"))), "hadoop")
            .toAbsolutePath();
    Files.copy(Programs.file("runners/log4j.properties"), directory.resolve("log4j.properties"));
    try (Host format = hadoop(directory, "NameNode").program("-format", "-nonInteractive").run()) {
      assertThat(format.awaitExit()).as(format.stdout() + format.stderr()).isZero();
    }
    return directory;
  }

  @Test
  void everyCallOfTheNameNodeIsThatOfItsReport() throws IOException {
    Path directory = formatted();
    try (Host host =
        hadoop(directory, "NNThroughputBenchmark")
            .agent("report=report.json")
            .program("-fs", "file:///", "-op", "open", "-threads", "4", "-files", "500")
            .run()) {
      assertThat(host.awaitExit()).as(host.stdout() + host.stderr()).isZero();
      Pattern operations = Pattern.compile("--- open stats {2}---\\s+# operations: (\\d+)");
      long count = Long.parseLong(Runners.found(operations, host.stdout()).group(1));
      assertThat(count).isEqualTo(500);
      JsonNode report = Runs.report(host);
      Runners.assertTaken(report, "nnthroughput");
      // It first creates what it then opens.
      assertThat(Runners.counts(report)).isEqualTo(Map.of("create", count, "open", count));
      assertThat(report.get("metrics").get("total").get("errors").asLong()).isZero();
      Runners.row(
          "Hadoop NNThroughputBenchmark 3.4.1", report, "nnthroughput", "open", count, null);
    }
  }
}
