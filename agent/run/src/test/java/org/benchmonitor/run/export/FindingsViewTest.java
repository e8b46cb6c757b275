package org.benchmonitor.run.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import org.benchmonitor.run.finding.Finding;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.thread.Resting;
import org.benchmonitor.run.timeline.RetainedRuns;
import org.benchmonitor.run.view.RunView;
import org.junit.jupiter.api.Test;

class FindingsViewTest {
  private static final int SECONDS = 60;

  /** Slow in two of its seconds. */
  private static RunView run() {
    RetainedRuns runs = Snapshots.liveRuns();
    for (int second = 1; second <= SECONDS; second++) {
      long[] nanos = new long[40];
      Arrays.fill(nanos, (second == 20 || second == 50 ? 90 : 10) * 1_000_000L);
      runs.onSnapshot(
          Snapshots.with(
              Snapshots.interval(
                  second, RunStatus.RUNNING, Snapshots.operation("read", 0, nanos))));
    }
    return runs.current().orElseThrow();
  }

  private static Instant second(int second) {
    return Snapshots.START.plusSeconds(second - 1L);
  }

  @Test
  void whereThereIsLittleTimeItIsOfTheLastPart() {
    RunView run = run();
    assertThat(FindingsView.found(run))
        .extracting(Finding::from)
        .containsExactlyInAnyOrder(second(20), second(50));
    assertThat(FindingsView.found(run, SECONDS, Resting.NEVER)).hasSize(2);
    assertThat(FindingsView.found(run, 30, Resting.NEVER))
        .extracting(Finding::from)
        .containsExactly(second(50));
    // The ten seconds before it tell what is usual: of 21 figures there are just these.
    assertThat(FindingsView.found(run, 21, Resting.NEVER)).hasSize(1);
    assertThat(FindingsView.found(run, 20, Resting.NEVER)).isEmpty();
    assertThat(FindingsView.found(run, 0, Resting.NEVER)).isEmpty();
  }
}
