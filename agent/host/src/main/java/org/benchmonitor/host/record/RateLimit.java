package org.benchmonitor.host.record;

import java.util.function.LongSupplier;

/** Lets so many bytes a second through, and some more at once. One thread. */
final class RateLimit {
  private static final double NANOS = 1e9;

  /** What was not used is kept for so long. */
  private static final double MOST_SECONDS = 5;

  private final double perSecond;
  private final LongSupplier nanoTime;
  private double left;
  private long last;

  RateLimit(long perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.left = MOST_SECONDS * perSecond;
    this.last = nanoTime.getAsLong();
  }

  /** Whether something may be written, however much it is. */
  boolean isOpen() {
    long now = nanoTime.getAsLong();
    left = Math.min(MOST_SECONDS * perSecond, left + (now - last) / NANOS * perSecond);
    last = now;
    return left > 0;
  }

  /** Notes what was written. */
  void used(long bytes) {
    left -= bytes;
  }
}
