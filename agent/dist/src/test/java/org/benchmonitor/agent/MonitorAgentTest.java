package org.benchmonitor.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Here the classes lie in a directory, so no monitor can start: everything must go well anyway. */
class MonitorAgentTest {
  private final PrintStream err = System.err;

  @AfterEach
  void restore() {
    System.setErr(err);
  }

  private static String saidBy(Runnable start) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    start.run();
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aMonitorThatCannotStartIsOneLine() {
    assertThat(saidBy(() -> MonitorAgent.premain("op=A#m", null)).lines())
        .singleElement()
        .asString()
        .startsWith("[monitor] not started, the program runs on without it: ");
    assertThat(saidBy(() -> MonitorAgent.agentmain(null, null)).lines()).hasSize(1);
  }

  @Test
  void afterwardsNothingSaysThatThereIsAMonitor() {
    System.setProperty(MonitorAgent.URL_PROPERTY, "http://localhost:1/ of a parent");
    saidBy(() -> MonitorAgent.premain("", null));
    assertThat(System.getProperty(MonitorAgent.URL_PROPERTY)).isNull();
    assertThat(System.getProperty(MonitorAgent.PROCESS_PROPERTY)).isNull();
  }

  @Test
  void anErrorStreamThatThrowsIsNotTheHostsProblem() {
    List<String> lines = new ArrayList<>();
    System.setErr(
        new PrintStream(OutputStream.nullOutputStream()) {
          @Override
          public void println(String line) {
            lines.add(line);
            throw new IllegalStateException("a stream of the host");
          }
        });
    assertThatCode(() -> MonitorAgent.premain("", null)).doesNotThrowAnyException();
    assertThatCode(() -> MonitorAgent.agentmain("detach", null)).doesNotThrowAnyException();
    assertThat(lines)
        .anyMatch(line -> line.startsWith("[monitor] not started"))
        .anyMatch(line -> line.startsWith("[monitor] not detached"));
  }
}
