package org.benchmonitor.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EndingTest {
  private static final StackTraceElement HOOKS = jdk("java.lang.Shutdown", "runHooks");

  private static StackTraceElement jdk(String type, String method) {
    return frame("java.base", type, method);
  }

  private static StackTraceElement frame(String module, String type, String method) {
    return new StackTraceElement(null, module, null, type, method, null, -1);
  }

  private static final List<StackTraceElement> RETURN =
      List.of(HOOKS, jdk("java.lang.Shutdown", "shutdown"));

  private static final List<StackTraceElement> EXIT =
      List.of(
          HOOKS,
          jdk("java.lang.Shutdown", "exit"),
          jdk("java.lang.Runtime", "exit"),
          frame(null, "com.acme.Main", "main"));

  private static final List<StackTraceElement> SIGNAL =
      List.of(
          HOOKS,
          jdk("java.lang.Shutdown", "exit"),
          jdk("java.lang.Terminator$1", "handle"),
          jdk("jdk.internal.misc.Signal$1", "run"),
          jdk("java.lang.Thread", "run"));

  @Test
  void theStackSaysItAndNotTheName() {
    assertThat(Ending.of("SIGTERM handler", RETURN).way()).isEqualTo(Ending.Way.RETURN);
    assertThat(Ending.of("DestroyJavaVM", EXIT).way()).isEqualTo(Ending.Way.EXIT);
    assertThat(Ending.of("SIGMA-1", EXIT).way()).isEqualTo(Ending.Way.EXIT);
    assertThat(Ending.of("main", SIGNAL).way()).isEqualTo(Ending.Way.SIGNAL);
  }

  @Test
  void theSignalsNameIsTheOneThatTheJdkGaveItsThread() {
    assertThat(Ending.of("SIGHUP handler", SIGNAL).signal()).isEqualTo("SIGHUP");
    assertThat(Ending.of("my handler", SIGNAL).signal()).isEqualTo("a signal");
  }

  @Test
  void aClassOfTheHostThatBearsTheNameIsNone() {
    List<StackTraceElement> forged =
        List.of(
            HOOKS,
            jdk("java.lang.Runtime", "exit"),
            frame(null, "jdk.internal.misc.Signal$1", "run"),
            frame(null, "java.lang.Shutdown", "shutdown"));
    assertThat(Ending.of("main", forged).way()).isEqualTo(Ending.Way.EXIT);
  }

  @Test
  void aStackThatCannotBeReadIsAnExit() {
    assertThat(Ending.of("main", List.of()).way()).isEqualTo(Ending.Way.EXIT);
    assertThat(Ending.byThisThread().way()).isEqualTo(Ending.Way.EXIT);
    assertThat(Ending.byAnotherThread().way()).isEqualTo(Ending.Way.EXIT);
  }
}
