package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The script of docs/ci.md: it fails when it should. */
class CiScriptIT {
  private static final Path SCRIPT =
      Path.of(Host.property("it.third.party")).resolveSibling("ci").resolve("bench.sh");

  private Path directory;
  private String printed = "";

  @BeforeEach
  void start() throws IOException {
    Path parent = Files.createDirectories(Path.of(Host.property("it.directory")));
    directory = Files.createTempDirectory(parent, "ci");
  }

  /** Runs it, and returns its exit code. */
  private int run(String out, String options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString(), "-jar"));
    command.addAll(
        List.of(Host.property("it.runner.jar"), "--workers=2", "--rate=400", "--duration=2s"));
    Path output = directory.resolve(out + ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Path java = Jdk.of(25).java().getParent();
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(Host::isOption);
    environment.remove("JAVA_TOOL_OPTIONS");
    environment.put("PATH", java + ":" + environment.get("PATH"));
    environment.put("BENCH_MONITOR_REGISTRY", directory.resolve("registry").toString());
    environment.put("MONITOR", Host.property("it.monitor.jar"));
    environment.put("BASE", directory.resolve("base").toString());
    environment.put("OUT", directory.resolve(out).toString());
    environment.put("RUNS", "2");
    environment.put(
        "OPTIONS", "op=com.acme.bench.DocumentStore#*,metrics_interval=100ms" + options);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    printed = Files.readString(output);
    return process.exitValue();
  }

  private List<Path> records(String out) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(out).resolve("records"))) {
      return files.toList();
    }
  }

  @Test
  void itFailsWhereAThresholdWasBrokenAndComparesWithTheKeptRuns()
      throws IOException, InterruptedException {
    assertThat(run("first", ",threshold=errors < 90%")).as(printed).isZero();
    assertThat(records("first")).hasSize(2);
    assertThat(printed).contains("base has no record: nothing is compared");
    assertThat(directory.resolve("first/check-2.xml")).content().contains("failures=\"0\"");

    Files.move(directory.resolve("first/records"), directory.resolve("base"));
    // Too short for a verdict, which the script allows.
    assertThat(run("second", "")).as(printed).isZero();
    assertThat(directory.resolve("second/comment.md")).isNotEmptyFile();
    assertThat(directory.resolve("second/compare.xml")).content().contains("<testsuite");

    assertThat(run("third", ",threshold=max < 1ns")).as(printed).isEqualTo(1);
    assertThat(directory.resolve("third/check-1.xml")).content().contains("failures=\"1\"");
  }
}
