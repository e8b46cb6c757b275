package org.benchmonitor.it;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page over the life of a run, on each JDK; what is tried is in browser/page.test.mjs. */
class BrowserIT {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  @ParameterizedTest(name = "JDK {0}")
  @MethodSource("org.benchmonitor.it.Jdk#versions")
  void thePageShowsARunAndSurvivesWhatHappensToIt(int version)
      throws IOException, InterruptedException {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent(Runs.OPERATIONS)
            .sampleRunner("--workers=4", "--rate=500", "--duration=100s", "--error-rate=0.1")
            .start()) {
      Browser.on(host).passes("page.test.mjs", 10, LONGEST);
    }
  }
}
