package org.benchmonitor.host.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
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
  private static final Duration BYTES_STAY = Duration.ofSeconds(10);

  private final RecordingReader reader;
  private final LongSupplier otherBytes;
  private final Supplier<Optional<OperationCost>> calibration;
  private final Supplier<String> clockName;
  private @Nullable String firstClock;
  private @Nullable Instant switchedAt;
  private Instant bytesAgain = Instant.MIN;
  private long bytes;

  /**
   * Makes the source of the agent's own cost.
   *
   * @param otherBytes what the agent holds beside the recording
   * @param calibration what an operation costs; empty until measured
   */
  public OwnCost(
      Recording recording, LongSupplier otherBytes, Supplier<Optional<OperationCost>> calibration) {
    this(recording, otherBytes, calibration, Clock::name);
  }

  OwnCost(
      Recording recording,
      LongSupplier otherBytes,
      Supplier<Optional<OperationCost>> calibration,
      Supplier<String> clockName) {
    this.reader = recording.reader();
    this.otherBytes = otherBytes;
    this.calibration = calibration;
    this.clockName = clockName;
  }

  /** The cost up to this time, which is also when a change of clock is noticed. */
  MonitorCost read(Instant now, long listenerFailures) {
    String clock = clockName.get();
    if (firstClock == null) {
      firstClock = clock;
    } else if (switchedAt == null && !clock.equals(firstClock)) {
      switchedAt = now;
    }
    return new MonitorCost(
        new MonitorCost.ClockState(clock, Clock.frequency(), switchedAt),
        // A measurement with another clock does not hold for this one.
        calibration.get().filter(measured -> measured.clock().equals(clock)).orElse(null),
        new MemoryUse(0, List.of(new MemoryUse.Part("all", bytes(now))), List.of()),
        reader.suppressed(),
        reader.lost(),
        reader.clamped(),
        listenerFailures);
  }

  /** Walks through all counters, so it is cached between ticks. */
  private long bytes(Instant now) {
    if (bytes == 0 || !now.isBefore(bytesAgain)) {
      bytes = reader.cellBytes() + otherBytes.getAsLong();
      bytesAgain = now.plus(BYTES_STAY);
    }
    return bytes;
  }
}
