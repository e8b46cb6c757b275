package org.benchmonitor.host.sample;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.benchmonitor.bootstrap.Probe;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.bootstrap.Site;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.SnapshotListener;
import org.benchmonitor.run.model.SystemFigures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A recording that the probe records into, and samplers of it with a ticker moved by hand. */
abstract class SampledRecording {
  /** The greatest heap of the host, and the retained runs; a test may set others. */
  long heapBytes = Long.MAX_VALUE;

  Reducible timeline = Reducible.of(() -> 0, bytes -> {}, () -> false);
  final ManualTicker ticker = new ManualTicker();
  final Recording recording = new Recording(2, 64, 2);
  final Site read = recording.sites().add("read", null);
  final List<Snapshot> snapshots = new ArrayList<>();
  final ErrorMessages messages = new ErrorMessages(recording.reader(), ticker);

  @BeforeEach
  void install() {
    Probe.install(recording);
  }

  @AfterEach
  void uninstall() {
    Probe.install(null);
  }

  /**
   * Makes a sampler of intervals of a second.
   *
   * @param before told of each snapshot before it is kept
   */
  final Sampler sampler(
      Duration warmup, Duration ramp, boolean bySessionMethod, SnapshotListener... before) {
    List<SnapshotListener> listeners = new ArrayList<>(List.of(before));
    listeners.add(snapshots::add);
    return new Sampler(
        recording,
        new SamplerOptions(Duration.ofSeconds(1), warmup, ramp, bySessionMethod, 3, "my-run"),
        ticker,
        () -> SystemFigures.UNKNOWN,
        new PendingMarks(),
        messages,
        new OwnCost(recording, Optional::empty),
        new MemoryBudget(recording.reader(), heapBytes, timeline, List.of()),
        listeners);
  }

  final Snapshot last() {
    return snapshots.get(snapshots.size() - 1);
  }

  static void call(Site site, int times) {
    for (int i = 0; i < times; i++) {
      Probe.exit(Probe.enter(site.id()), null);
    }
  }
}
