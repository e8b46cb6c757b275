package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Hosts whose options cut the stack of an exception. */
class CutStackTest {

  /** A program whose stack is cut at a method that is called {@code run}, as the first one is. */
  static final class Program implements Runnable {
    private final Recording recording = new Recording(2, 4, 2);
    private final Site outer = site("outer");
    private final Site leaf = site("leaf");
    private int deeper;

    private Site site(String name) {
      return recording
          .sites()
          .add(name, null, new InstrumentedMethod(Program.class.getName(), name, null));
    }

    public static void main(String[] arguments) {
      Program program = new Program();
      WarmUp.once();
      Probe.install(program.recording);
      program.outer();
      CellCounts counts = new CellCounts(program.recording.reader().layout());
      program.recording.reader().read(program.outer.operation(), false, counts);
      System.out.println(
          counts.total() + " counted, " + program.recording.reader().lost() + " lost");
    }

    private void outer() {
      Frame frame = Probe.enter(outer.id());
      deeper = 100;
      run();
      Probe.exit(frame, null);
    }

    @Override
    public void run() {
      if (deeper-- > 0) {
        run();
        return;
      }
      for (int i = 0; i < 1_000; i++) {
        leaf();
      }
    }

    private void leaf() {
      Probe.exit(Probe.enter(leaf.id()), null);
    }
  }

  private static String run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
    Process process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return said.strip();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aMethodBelowTheCutIsNotTakenForOneThatHasEnded() throws Exception {
    assertThat(run("-XX:MaxJavaStackTraceDepth=64")).isEqualTo("1 counted, 0 lost");
    assertThat(run()).isEqualTo("1 counted, 0 lost");
  }
}
