package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * JMeter 5.6.3 from the registry, started as its own script does, against the file of its results.
 */
class JMeterIT {
  /** JMeter as it is unpacked: its loader reads what lies in {@code lib} beside its jar. */
  private static Path home() throws IOException {
    Path home =
        Files.createTempDirectory(
            Files.createDirectories(Path.of(Host.property("it.directory"))), "jmeter");
    Path bin = Files.createDirectories(home.resolve("bin"));
    Path ext = Files.createDirectories(home.resolve("lib/ext"));
    Files.createDirectories(home.resolve("lib/junit"));
    for (String jar : Runners.jars("jmeter")) {
      Path from = Path.of(jar);
      String name = from.getFileName().toString();
      if (name.startsWith("ApacheJMeter_config")) {
        unpack(from, home);
      } else if (name.startsWith("ApacheJMeter-")) {
        Files.copy(from, bin.resolve("ApacheJMeter.jar"));
      } else {
        Files.copy(from, (name.startsWith("ApacheJMeter_") ? ext : ext.getParent()).resolve(name));
      }
    }
    return home;
  }

  private static void unpack(Path jar, Path home) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        if (entry.getName().matches("bin/[a-z]+\\.(properties|xml|conf|parameters)")) {
          Files.copy(zip.getInputStream(entry), home.resolve(entry.getName()));
        }
      }
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void everySampleIsThatOfItsFileOfResults(int version) throws IOException {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent("report=report.json", "digits=3")
            .program("-jar", home().resolve("bin/ApacheJMeter.jar").toString(), "-n")
            .program("-t", Programs.file("runners/plan.jmx").toAbsolutePath().toString())
            .program("-l", "results.jtl", "-j", "jmeter.log")
            .run()) {
      assertThat(host.awaitExit()).as(host.stdout() + host.stderr()).isZero();
      Map<String, List<Long>> elapsed = new HashMap<>();
      long failures = 0;
      List<String> file = Files.readAllLines(host.directory().resolve("results.jtl"));
      assertThat(file.get(0)).startsWith("timeStamp,elapsed,label,responseCode");
      for (String line : file.subList(1, file.size())) {
        String[] values = line.split(",", -1);
        elapsed.computeIfAbsent(values[2], key -> new ArrayList<>()).add(Long.valueOf(values[1]));
        failures += values[7].equals("false") ? 1 : 0;
      }
      JsonNode report = Runs.report(host);
      Runners.assertTaken(report, "jmeter");
      Map<String, Long> lines = new HashMap<>();
      elapsed.forEach((label, values) -> lines.put(label, (long) values.size()));
      assertThat(lines).isEqualTo(Map.of("quick", 1_200L, "refused", 1_200L));
      assertThat(Runners.counts(report)).isEqualTo(lines);
      assertThat(report.get("metrics").get("total").get("errors").asLong()).isEqualTo(failures);
      JsonNode refused = report.get("metrics").get("by_operation").get("refused");
      assertThat(refused.get("errors").asLong()).isEqualTo(failures);
      JsonNode type = report.get("errors").get("by_type").get(0);
      assertThat(type.get("type").asString()).isEqualTo("503");
      assertThat(type.get("count").asLong()).isEqualTo(1_200);
      // JMeter's are whole milliseconds within ours. What a thread does before its first sample is
      // in ours alone: those four lie behind p99.
      Runners.Percentiles theirs = Runners.Percentiles.of(elapsed.get("quick"));
      Runners.assertAgree(report, "quick", theirs, 0.01, 2);
      Runners.row("JMeter 5.6.3", report, "jmeter", "quick", lines.get("quick"), theirs);
    }
  }
}
