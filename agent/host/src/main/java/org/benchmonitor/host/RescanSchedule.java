package org.benchmonitor.host;

import java.util.concurrent.TimeUnit;

/**
 * When the classes that are loaded are looked at again, also when all patterns match: soon, for a
 * run may be short, and less and less often; and a while after a class was loaded that a pattern
 * may have missed. A look asks the JVM for the list of all classes and compares their names on the
 * agent's own thread; the host shares the machine with it.
 */
final class RescanSchedule {
  private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int FACTOR = 5;

  /** A class is listed as loaded only after it was transformed. */
  private static final long AFTER_DOUBT_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** A program may make classes from bytes all the time. */
  private static final long BETWEEN_DOUBTS_NANOS = TimeUnit.SECONDS.toNanos(10);

  private long fromNanos;
  private long afterNanos;
  private boolean doubted;
  private long doubtDueNanos;

  RescanSchedule(long nowNanos) {
    restart(nowNanos);
    doubtDueNanos = nowNanos - BETWEEN_DOUBTS_NANOS;
  }

  /** The patterns are others from now on. */
  void restart(long nowNanos) {
    fromNanos = nowNanos;
    afterNanos = FIRST_NANOS;
  }

  /** Whether a doubt has still to be looked into. A new one would be too young for that look. */
  boolean isDoubted() {
    return doubted;
  }

  /** A class has just been loaded that a pattern may have missed. */
  void doubt(long nowNanos) {
    long soon = nowNanos + AFTER_DOUBT_NANOS;
    long next = doubtDueNanos + BETWEEN_DOUBTS_NANOS;
    doubtDueNanos = next - soon > 0 ? next : soon;
    doubted = true;
  }

  /** Whether it is time for one, which is then taken as made. */
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
