package org.benchmonitor.bootstrap;

import java.time.Instant;

/**
 * The system's time at a reading of {@code System.nanoTime}, without a reading of its own: the
 * sampler aligns the two at each tick. Any thread reads; one at a time aligns.
 *
 * <p>Where the system's clock is set, planned starts are off by so much until the next tick.
 */
final class WallClock {
  private static final int TRIES = 3;
  private static final long SECOND = 1_000_000_000;

  private volatile long aheadNanos;

  WallClock() {
    align();
  }

  /** Of some tries the one in which the least time has passed. */
  void align() {
    long best = Long.MAX_VALUE;
    long ahead = 0;
    for (int i = 0; i < TRIES; i++) {
      long before = System.nanoTime();
      Instant now = Instant.now();
      long took = System.nanoTime() - before;
      if (took < best) {
        best = took;
        ahead = now.getEpochSecond() * SECOND + now.getNano() - (before + took / 2);
      }
    }
    aheadNanos = ahead;
  }

  /** Nanoseconds since 1970. */
  long epochNanos(long nanoTime) {
    return nanoTime + aheadNanos;
  }
}
