package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The control of a run from its page; what is tried is in browser/control.test.mjs. */
class BrowserControlIT {
  @Test
  void aRunIsPausedResumedAndStoppedFromItsPage() throws IOException, InterruptedException {
    try (Host host =
        Host.on(Jdk.of(25))
            .agent(Runs.OPERATIONS)
            .sampleRunner("--workers=4", "--rate=300", "--duration=100s")
            .start()) {
      Browser.on(host).passes("control.test.mjs", 7, Duration.ofSeconds(90));
      assertThat(host.awaitExit()).as(host.stderr()).isEqualTo(143);
    }
  }
}
