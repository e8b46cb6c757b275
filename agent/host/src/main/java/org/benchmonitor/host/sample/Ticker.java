package org.benchmonitor.host.sample;

import java.time.Duration;
import java.time.Instant;
import org.benchmonitor.bootstrap.Clock;

/**
 * The source of time, replaced in tests.
 *
 * <p>Timestamps advance with the monotonic clock from one reading of the wall clock, so a wall
 * clock that is set back never makes an interval negative.
 */
public interface Ticker {
  /** Nanoseconds of the clock that times operations, from an arbitrary origin. */
  long nanos();

  /** The time of a reading of {@link #nanos}. */
  Instant instantOf(long nanos);

  /** The reading of {@link #nanos} at this clock tick. */
  long nanosOfTick(long ticks);

  /** The clock of this machine. */
  static Ticker system() {
    long originTicks = Clock.ticks();
    Instant origin = Instant.now();
    return new Ticker() {
      @Override
      public long nanos() {
        return nanosOfTick(Clock.ticks());
      }

      @Override
      public Instant instantOf(long nanos) {
        return origin.plus(Duration.ofNanos(nanos));
      }

      @Override
      public long nanosOfTick(long ticks) {
        return Clock.toNanos(ticks - originTicks);
      }
    };
  }
}
