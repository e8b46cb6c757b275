package org.benchmonitor.host.sample;

import java.time.Duration;
import java.time.Instant;
import org.benchmonitor.bootstrap.Clock;

/**
 * A ticker that stands still until it is moved; the first operation is taken to begin when the test
 * says so, since the hot path reads the real clock.
 */
final class ManualTicker implements Ticker {
  static final Instant ORIGIN = Instant.parse("2026-01-18T15:30:45Z");

  private long nanos;
  private long firstOperationNanos;
  private boolean failing;

  void advance(Duration by) {
    nanos += by.toNanos();
  }

  /** Lets all operations of the test have begun now. */
  void operationsBeginNow() {
    firstOperationNanos = nanos;
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
    // Only that the tick is one of the real clock can be checked here.
    if (ticks > Clock.ticks()) {
      throw new IllegalArgumentException("a tick of the future: " + ticks);
    }
    return firstOperationNanos;
  }
}
