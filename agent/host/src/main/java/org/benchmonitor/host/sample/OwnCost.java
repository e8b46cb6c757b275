package org.benchmonitor.host.sample;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.benchmonitor.bootstrap.Clock;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.bootstrap.RecordingReader;
import org.benchmonitor.run.model.MemoryUse;
import org.benchmonitor.run.model.MonitorCost;
import org.benchmonitor.run.model.OperationCost;
import org.jspecify.annotations.Nullable;

/** What the agent itself costs; made by any thread, read under the sampler's lock. */
public final class OwnCost {
  private final RecordingReader reader;
  private final Supplier<Optional<OperationCost>> calibration;
  private final Supplier<String> clockName;
  private @Nullable String lastClock;
  private @Nullable Instant switchedAt;

  /**
   * Makes the source of the agent's own cost.
   *
   * @param calibration what an operation costs; empty until measured
   */
  public OwnCost(Recording recording, Supplier<Optional<OperationCost>> calibration) {
    this(recording, calibration, Clock::name);
  }

  OwnCost(
      Recording recording,
      Supplier<Optional<OperationCost>> calibration,
      Supplier<String> clockName) {
    this.reader = recording.reader();
    this.calibration = calibration;
    this.clockName = clockName;
  }

  /** The cost up to this time, which is also when a change of clock is noticed. */
  MonitorCost read(Instant now, MemoryUse memory, long listenerFailures) {
    String clock = clockName.get();
    if (lastClock != null && !clock.equals(lastClock)) {
      switchedAt = now;
    }
    lastClock = clock;
    return new MonitorCost(
        new MonitorCost.ClockState(clock, Clock.frequency(), switchedAt),
        // A measurement with another clock does not hold for this one.
        calibration.get().filter(measured -> measured.clock().equals(clock)).orElse(null),
        memory,
        reader.suppressed(),
        reader.lost(),
        reader.clamped(),
        listenerFailures);
  }
}
