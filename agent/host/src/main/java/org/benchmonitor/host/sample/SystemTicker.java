package org.benchmonitor.host.sample;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.benchmonitor.bootstrap.Clock;
import org.jspecify.annotations.Nullable;

/** The clock of the hot path, and the wall time of its readings. */
final class SystemTicker implements Ticker {
  /** Between two readings this close, the thread has not lost its core. */
  private static final long CLEAN_NANOS = 100_000;

  private static final int TRIES = 5;

  /** The longest reading that is still used; a longer one says nothing and is left out. */
  private static final long LONGEST_NANOS = 100_000_000;

  private final long originTicks = Clock.ticks();
  private final WallTime wall;
  private final AtomicReference<@Nullable ClockStep> untold = new AtomicReference<>();

  /** The system's clock at a reading of the monotonic one, which took {@code tookNanos}. */
  private record Reading(long nanos, Instant system, long tookNanos) {}

  SystemTicker() {
    Reading first = read();
    this.wall = new WallTime(first.nanos, first.system);
  }

  @Override
  public long nanos() {
    return nanosOfTick(Clock.ticks());
  }

  @Override
  public Instant instantOf(long nanos) {
    return wall.of(nanos);
  }

  @Override
  public long nanosOfTick(long ticks) {
    return Clock.toNanos(ticks - originTicks);
  }

  @Override
  public @Nullable ClockStep correctFrom(long nanos) {
    Reading now = read();
    if (now.tookNanos > LONGEST_NANOS) {
      return null;
    }
    ClockStep step = wall.follow(nanos, now.system.minusNanos(now.nanos - nanos));
    if (step != null) {
      untold.set(step);
    }
    return step;
  }

  /** The last step, only once; null if there was none since. */
  @Nullable ClockStep takeStep() {
    return untold.getAndSet(null);
  }

  @Override
  public void restart() {
    Reading now = read();
    wall.restart(now.nanos, now.system);
  }

  /** The tightest of a few readings of both clocks. */
  private Reading read() {
    Reading best = readOnce();
    for (int i = 1; i < TRIES && best.tookNanos >= CLEAN_NANOS; i++) {
      Reading next = readOnce();
      best = next.tookNanos < best.tookNanos ? next : best;
    }
    return best;
  }

  private Reading readOnce() {
    long before = nanos();
    Instant system = Instant.now();
    long took = nanos() - before;
    return new Reading(before + took / 2, system, took);
  }
}
