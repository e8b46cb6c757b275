package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What is the agent's own, the JDK's or another process's is told by what it is, not by a name. */
class IdentityIT {
  private static final String REPORT = "report=report.json";

  private static long operations(JsonNode report) {
    return report.get("metrics").get("total").get("operations").asLong();
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aPatternForEverythingMeansEverythingOfTheHostAndNothingElse(int version) {
    String classes = Programs.compiled("Named.java").toString();
    Jdk jdk = Jdk.of(version);
    String[] program = {"-cp", classes, "Named", "worker"};
    try (Host plain = Host.on(jdk).program(program).run();
        Host host = Host.on(jdk).agent("op=**#*", REPORT).program(program).run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isEqualTo(plain.awaitExit()).isZero();
      assertThat(host.stdout()).isEqualTo(plain.stdout()).isNotEmpty();
      JsonNode report = Runs.report(host);
      assertThat(report.get("metrics").get("by_operation").get("step").get("count").asLong())
          .isEqualTo(500);
      Runs.assertNothingSuppressed(report);
      JsonNode pattern = report.get("instrumentation").get("patterns").get(0);
      assertThat(pattern.get("methods")).isNotEmpty();
      for (JsonNode method : pattern.get("methods")) {
        assertThat(method.get("class").asString()).startsWith("Named");
      }
      assertThat(pattern.toString()).doesNotContain("org.benchmonitor");
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aLoaderAndAThreadOfTheHostMayBearTheAgentsNames(int version) {
    String classes = Programs.compiled("Named.java").toString();
    try (Host host =
        Host.on(Jdk.of(version))
            .agent("op=Named$Work#step", REPORT)
            .program("-cp", classes, "Named", "monitor")
            .run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      JsonNode report = Runs.report(host);
      assertThat(operations(report)).isEqualTo(500);
      assertThat(report.get("workers").get("workers").get(0).get("thread_name").asString())
          .isEqualTo("monitor-main");
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aChildIsNotTakenForItsParentWhoseWaitDoesNotReplaceItsReport(int version) {
    String classes = Programs.compiled("Parent.java").toString();
    try (Host host =
        Host.on(Jdk.of(version))
            .agent("op=Parent#work", REPORT)
            .program("-cp", classes, "Parent")
            .run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(host.stdout()).isEqualTo("child done\nparent done, child exited with 0\n");
      assertThat(operations(Runs.report(host))).isEqualTo(700);
      assertThat(host.stderr().lines()).hasSize(2).allMatch(line -> line.contains("http://"));
    }
  }

  private static Stream<Arguments> tools() {
    return Jdk.inTurn("keytool -help", "javap java.lang.Object", "jcmd -l", "jar --version");
  }

  @ParameterizedTest(name = "JDK {0}, {1}")
  @MethodSource("tools")
  void aToolOfTheJdkThatInheritsTheOptionIsLeftAlone(int version, String tool)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory(Path.of(Host.property("it.directory")), "tool");
    String[] words = tool.split(" ");
    words[0] = Jdk.of(version).home().resolve("bin").resolve(words[0]).toString();
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("said").toFile());
    builder
        .environment()
        .put(
            "JAVA_TOOL_OPTIONS",
            "-javaagent:" + Host.MONITOR_JAR + "=op=**#*,address=localhost:0," + REPORT);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(directory.resolve("said")).content().doesNotContain("[monitor]");
    assertThat(directory.resolve("report.json")).doesNotExist();
  }
}
