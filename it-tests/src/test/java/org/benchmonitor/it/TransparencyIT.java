package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a host shows to the outside, with and without the agent. */
class TransparencyIT {
  private static final String[] RUN = {
    "--workers=8", "--operations=20000", "--error-rate=0.05", "--no-timings"
  };

  private static Stream<Arguments> endings() {
    return Jdk.inTurn("return", "exit");
  }

  @ParameterizedTest(name = "JDK {0}, main ends by {1}")
  @MethodSource("endings")
  void stdoutAndExitCodeAreTheSameAndStderrHasOneLine(int version, String ending) {
    Jdk jdk = Jdk.of(version);
    try (Host plain = Host.on(jdk).sampleRunner(RUN).program("--end=" + ending).run();
        Host monitored =
            Host.on(jdk)
                .agent(Runs.OPERATIONS)
                .sampleRunner(RUN)
                .program("--end=" + ending)
                .run()) {
      assertThat(monitored.awaitExit()).isEqualTo(plain.awaitExit()).isZero();
      assertThat(monitored.stdout()).isEqualTo(plain.stdout()).isNotEmpty();
      assertThat(plain.stderr()).isEmpty();
      assertThat(monitored.stderr().lines())
          .singleElement()
          .asString()
          .startsWith("[monitor] http://localhost:");
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void aWrongOptionOfTheProgramFailsAsItAlwaysDid(int version) {
    Jdk jdk = Jdk.of(version);
    try (Host plain = Host.on(jdk).sampleRunner("--workers=none").run();
        Host monitored = Host.on(jdk).agent(Runs.OPERATIONS).sampleRunner("--workers=none").run()) {
      assertThat(monitored.awaitExit()).isEqualTo(plain.awaitExit()).isEqualTo(2);
      assertThat(monitored.stdout()).isEqualTo(plain.stdout());
      assertThat(monitored.stderr().lines().filter(line -> !line.startsWith("[monitor]")).toList())
          .isEqualTo(plain.stderr().lines().toList());
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void theHostSeesNoLibraryAndNoThreadOfTheAgentThatCouldHoldIt(int version) throws Exception {
    Jdk jdk = Jdk.of(version);
    Path source = Programs.file("Looker.java");
    List<String> lines;
    try (Host host = Host.on(jdk).agent("op=Looker#look").program(source.toString()).run()) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      lines = host.stdout().lines().toList();
    }
    assertThat(Files.exists(source)).isTrue();
    assertThat(lines).contains("looked");
    assertThat(lines).filteredOn(line -> line.startsWith("visible ")).isEmpty();
    assertThat(lines).filteredOn(line -> line.startsWith("hidden ")).hasSize(6);
    assertThat(lines).filteredOn(line -> line.startsWith("non-daemon ")).isEmpty();
    assertThat(lines)
        .as("threads of the agent were there to look at")
        .filteredOn(line -> line.startsWith("daemon monitor-"))
        .isNotEmpty();
  }
}
