package org.benchmonitor.host.sample;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The source of time, replaced in tests: the monotonic clock, and the wall time of its readings,
 * which follows the system's clock as {@link WallTime} says.
 *
 * <p>Any thread reads. The thread that holds the sampler's lock corrects.
 */
public interface Ticker {
  /** Nanoseconds of the clock that times operations, from an arbitrary origin. */
  long nanos();

  /** The time of a reading of {@link #nanos}; the same whenever it is asked for. */
  Instant instantOf(long nanos);

  /** The reading of {@link #nanos} at this clock tick. */
  long nanosOfTick(long ticks);

  /**
   * Corrects the wall time of all readings from this one on. No interval may lie across it: one
   * ends there and the next begins.
   *
   * @return a step of the system's clock since the last correction, or null
   */
  @Nullable ClockStep correctFrom(long nanos);

  /** Lets the wall time be that of the system's clock, even if it goes back; between two runs. */
  void restart();
}
