package org.benchmonitor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdkToolTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdk.compiler/com.sun.tools.javac.Main -d out A.java",
        "jdk.jartool/sun.tools.jar.Main cf a.jar A.class",
        "java.base/sun.security.tools.keytool.Main -list",
        "java.rmi/sun.rmi.registry.RegistryImpl 1099",
        "jdk.jshell.execution.RemoteExecutionControl 40000",
        "com.sun.tools.javac.Main A.java"
      })
  void toolsOfTheJdkAreLeftAlone(String command) {
    assertThat(JdkTool.isRunBy(command)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "runner.jar --workers 4",
        "com.acme.Runner",
        "jdk.acme.Runner",
        "com.sun.tools.acme.Runner",
        "sun.tools.acme.Runner --fast",
        "jdk.compiler/com.acme.Runner",
        "jdk.acme/com.acme.Runner",
        "java.base/runner.jar",
        "acme/x.jar",
        "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher Runner.java"
      })
  void everyOtherProgramIsMonitored(String command) {
    assertThat(JdkTool.isRunBy(command)).isFalse();
  }
}
