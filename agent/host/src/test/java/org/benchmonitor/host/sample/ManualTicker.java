package org.benchmonitor.host.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.benchmonitor.bootstrap.Clock;

/**
 * A ticker that stands still until it is moved. The hot path reads the real clock: one of its ticks
 * is at the time that this ticker showed when the tick was read.
 */
final class ManualTicker implements Ticker {
  static final Instant ORIGIN = Instant.parse("2026-01-18T15:30:45Z");

  /** Where this ticker has stood since each of these real ticks. */
  private final TreeMap<Long, Long> nanosSince = new TreeMap<>();

  private long nanos;
  private boolean failing;

  ManualTicker() {
    nanosSince.put(Clock.ticks(), nanos);
  }

  void advance(Duration by) {
    nanos += by.toNanos();
    nanosSince.put(Clock.ticks(), nanos);
  }

  /** Lets the next reading fail as anything may that needs memory. */
  void failOnce() {
    failing = true;
  }

  @Override
  public long nanos() {
    if (failing) {
      failing = false;
      throw new OutOfMemoryError("as the test says");
    }
    return nanos;
  }

  @Override
  public Instant instantOf(long at) {
    return ORIGIN.plusNanos(at);
  }

  @Override
  public long nanosOfTick(long ticks) {
    Map.Entry<Long, Long> since = nanosSince.floorEntry(ticks);
    if (since == null || ticks > Clock.ticks()) {
      throw new IllegalArgumentException("not a tick of this test: " + ticks);
    }
    return since.getValue();
  }
}
