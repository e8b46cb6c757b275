package org.benchmonitor.tool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachRefusalTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The VM does not support the attach mechanism | NOT_ALLOWED
          Unable to open socket file /proc/7/cwd/.java_pid7: target process 7 doesn't respond within 10500ms or HotSpot VM not loaded | TIMED_OUT
          No such process | NO_SUCH_JVM
          something new | NOT_ALLOWED
          """)
  void theReasonIsToldFromTheJdksMessage(String message, ExitCode expected) {
    assertThat(AttachRefusal.ofAttach(7, message).exit()).isEqualTo(expected);
  }

  @Test
  void aLoadThatIsForbiddenIsToldFromOneThatFailed() {
    assertThat(AttachRefusal.ofLoad(7, "Dynamic agent loading is not enabled. Use ...").exit())
        .isEqualTo(ExitCode.NOT_ALLOWED);
    assertThat(AttachRefusal.ofLoad(7, "else").exit()).isEqualTo(ExitCode.FAILED);
    assertThat(AttachRefusal.ofStart(7, 100).exit()).isEqualTo(ExitCode.NOT_ALLOWED);
    assertThat(AttachRefusal.ofStart(7, 102).message()).contains("code 102");
  }

  @ParameterizedTest
  @CsvSource({"17.0.15,17", "25,25", "1.8.0_402,8", "26-ea,26", "'',0", "x,0", "99999,0"})
  void aVersionHasAFeatureNumber(String version, int feature) {
    assertThat(TargetProcess.feature(version)).isEqualTo(feature);
  }

  @Test
  void thisProcessIsSeenAsItIs() {
    long pid = ProcessHandle.current().pid();
    assertThat(TargetProcess.holdsJvm(pid)).isTrue();
    assertThat(TargetProcess.catchesQuit(pid)).isTrue();
    assertThat(TargetProcess.hasOtherNetwork(pid)).isFalse();
    assertThat(TargetProcess.javaVersion(pid)).isEqualTo(System.getProperty("java.version"));
  }

  @Test
  void aProcessThatIsNoJvmIsSeenAsSuch() throws Exception {
    Process sleep = new ProcessBuilder("sleep", "60").start();
    try {
      assertThat(TargetProcess.isCalledJava(sleep.toHandle())).isFalse();
      assertThat(TargetProcess.holdsJvm(sleep.pid())).isFalse();
      assertThat(TargetProcess.catchesQuit(sleep.pid())).isFalse();
    } finally {
      sleep.destroyForcibly().waitFor();
    }
  }
}
