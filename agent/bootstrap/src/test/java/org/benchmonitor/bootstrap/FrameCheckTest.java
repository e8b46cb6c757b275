package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How often a worker looks at its stack where the stack says nothing. */
class FrameCheckTest {
  private static final int CALLS = 1 << 20;

  private final Recording recording = new Recording(2, 4, 2);
  // Nothing is known of its method, as nothing is of a frame below what can be seen.
  private final Site unknown = recording.sites().add("unknown", null);

  private int looks(FrameCheck check, Worker worker) {
    int looks = 0;
    for (int call = 0; call < CALLS; call++) {
      if (check.isDue()) {
        looks++;
        assertThat(check.depth(worker, 1, unknown.id())).isEqualTo(1);
      }
    }
    return looks;
  }

  @Test
  void aStackThatCannotBeJudgedIsLookedAtEverMoreSeldom() {
    Worker worker = new Worker(recording, 1, Thread.currentThread());
    FrameCheck check = new FrameCheck();
    assertThat(looks(check, worker)).isBetween(2, 40);
  }

  @Test
  void afterADoubtItIsLookedAtSoonUntilThatIsSettled() {
    Worker worker = new Worker(recording, 1, Thread.currentThread());
    FrameCheck check = new FrameCheck();
    Probe.suppressed(new StackOverflowError(), unknown.id());
    assertThat(looks(check, worker)).isGreaterThan(CALLS / 2_048);
  }
}
