package org.benchmonitor.host.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.benchmonitor.bootstrap.Clock;
import org.jspecify.annotations.Nullable;

/**
 * A ticker that stands still until it is moved. The hot path reads the real clock; a tick of that
 * is taken for the reading at which this ticker stood then.
 */
final class ManualTicker implements Ticker {
  static final Instant ORIGIN = Instant.parse("2026-01-18T15:30:45Z");

  /** The reading of this ticker from each clock tick on. */
  private final NavigableMap<Long, Long> nanosSince = new TreeMap<>();

  private WallTime wall = new WallTime(0, ORIGIN);
  private Duration systemAhead = Duration.ZERO;
  private long nanos;
  private boolean failing;

  ManualTicker() {
    nanosSince.put(Clock.ticks(), nanos);
  }

  void advance(Duration by) {
    nanos += by.toNanos();
    nanosSince.put(Clock.ticks(), nanos);
  }

  /** Lets the system's clock step against this one. */
  void step(Duration by) {
    systemAhead = systemAhead.plus(by);
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
    return wall.of(at);
  }

  @Override
  public @Nullable ClockStep correctFrom(long at) {
    return wall.follow(at, system(at));
  }

  @Override
  public void restart() {
    wall.restart(nanos, system(nanos));
  }

  private Instant system(long at) {
    return ORIGIN.plusNanos(at).plus(systemAhead);
  }

  @Override
  public long nanosOfTick(long ticks) {
    if (ticks > Clock.ticks()) {
      throw new IllegalArgumentException("a tick of the future: " + ticks);
    }
    Map.Entry<Long, Long> before = nanosSince.floorEntry(ticks);
    return before == null ? 0 : before.getValue();
  }
}
