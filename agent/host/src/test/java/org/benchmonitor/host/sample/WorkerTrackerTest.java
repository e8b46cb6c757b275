package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.benchmonitor.bootstrap.Probe;
import org.benchmonitor.bootstrap.Recording;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkerTrackerTest {
  private static final int WORKERS = 300;

  private final Recording recording = new Recording(2, 2, 2);
  private final WorkerTracker tracker = new WorkerTracker(recording.reader(), new ManualTicker());

  @BeforeEach
  void install() {
    Probe.install(recording);
  }

  @AfterEach
  void uninstall() {
    Probe.install(null);
  }

  private void endedWorkers() throws InterruptedException {
    int site = recording.sites().add("read", null).id();
    for (int i = 0; i < WORKERS; i++) {
      Thread worker = new Thread(() -> Probe.exit(Probe.enter(site), null));
      worker.start();
      worker.join();
    }
    tracker.read(0, 1);
  }

  @Test
  void endedWorkersThatALimitDropsAreGivenUp() throws InterruptedException {
    tracker.limitTo(Long.MAX_VALUE);
    endedWorkers();
    assertThat(tracker.isReduced()).isFalse();
    tracker.limitTo(0);
    assertThat(tracker.isReduced()).isTrue();
    assertThat(tracker.read(0, 1).ended()).isEqualTo(WORKERS);
  }
}
