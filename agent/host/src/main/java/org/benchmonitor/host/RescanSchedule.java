package org.benchmonitor.host;

import java.util.concurrent.TimeUnit;

/**
 * When to rescan the loaded classes, even if all patterns match. Rescans come soon, because a run
 * may be short, and then less and less often. One also follows a while after a class was loaded
 * that a pattern may have missed. A rescan asks the JVM for all classes and compares their names on
 * the agent's own thread, which takes CPU time from the host.
 */
final class RescanSchedule {
  private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int FACTOR = 5;

  /** A class is listed as loaded only after it was transformed. */
  private static final long AFTER_DOUBT_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Some programs make classes from bytes all the time. */
  private static final long BETWEEN_DOUBTS_NANOS = TimeUnit.SECONDS.toNanos(10);

  private long fromNanos;
  private long afterNanos;
  private boolean doubted;
  private long doubtDueNanos;

  RescanSchedule(long nowNanos) {
    restart(nowNanos);
    doubtDueNanos = nowNanos - BETWEEN_DOUBTS_NANOS;
  }

  /** Begins anew, after the patterns have changed. */
  void restart(long nowNanos) {
    fromNanos = nowNanos;
    afterNanos = FIRST_NANOS;
  }

  /** Whether a doubt awaits its rescan. A newer one would be too young for it. */
  boolean isDoubted() {
    return doubted;
  }

  /** Notes that a class was just loaded that a pattern may have missed. */
  void doubt(long nowNanos) {
    long soon = nowNanos + AFTER_DOUBT_NANOS;
    long next = doubtDueNanos + BETWEEN_DOUBTS_NANOS;
    doubtDueNanos = next - soon > 0 ? next : soon;
    doubted = true;
  }

  /** Whether a rescan is due; true counts it as made. */
  boolean isDue(long nowNanos) {
    boolean isDue = false;
    if (nowNanos - fromNanos >= afterNanos) {
      afterNanos = FACTOR * (nowNanos - fromNanos);
      isDue = true;
    }
    if (doubted && nowNanos - doubtDueNanos >= 0) {
      doubted = false;
      isDue = true;
    }
    return isDue;
  }
}
