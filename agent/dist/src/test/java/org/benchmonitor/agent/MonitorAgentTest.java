package org.benchmonitor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorAgentTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdk.compiler/com.sun.tools.javac.Main -d out A.java",
        "jdk.jcmd/sun.tools.jcmd.JCmd 4711 help",
        "sun.tools.jps.Jps"
      })
  void toolsOfTheJdkAreLeftAlone(String command) {
    assertThat(MonitorAgent.isJdkTool(command)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "runner.jar --workers 4",
        "com.acme.Runner",
        "jdk.acme.Runner",
        "acme/x.jar",
        "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher Runner.java"
      })
  void everyOtherProgramIsMonitored(String command) {
    assertThat(MonitorAgent.isJdkTool(command)).isFalse();
  }
}
