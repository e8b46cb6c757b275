package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The end of the stack with a clock that has gone over to a counter, in a JVM of its own. */
class LeavingByCounterTest {
  /**
   * The main class of that JVM. Its counter is nanoTime, which every JVM has, behind some frames,
   * as a call of native code has them. So the stack ends below the clock, where what catches the
   * error there still has room.
   */
  static final class Program {
    private static final int FRAMES = 30;

    private Program() {}

    static long counter() {
      return behind(FRAMES);
    }

    private static long behind(int frames) {
      return frames == 0 ? System.nanoTime() : behind(frames - 1);
    }

    public static void main(String[] args) throws Exception {
      var counter =
          MethodHandles.lookup()
              .findStatic(Program.class, "counter", MethodType.methodType(long.class));
      if (!Clock.take(counter, counter, 1)) {
        throw new IllegalStateException("the counter was not taken");
      }
      LeavingTest test = new LeavingTest();
      test.install();
      test.assertThatEveryCallIsCountedOrLost();
      System.out.println("counted or lost by " + Clock.name());
    }
  }

  @Test
  void atTheEndOfTheStackEveryCallIsCountedOrLost() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectErrorStream(true)
            .start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(said.strip()).isEqualTo("counted or lost by tsc");
    } finally {
      process.destroyForcibly();
    }
  }
}
