package org.benchmonitor;

import java.util.concurrent.TimeUnit;

/**
 * When the classes that are loaded are looked at again, also when all patterns match: soon, for a
 * run may be short, and less and less often. A look asks the JVM for the list of all classes and
 * compares their names on the agent's own thread; the host shares the machine with it.
 */
final class LaterLooks {
  private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int FACTOR = 5;

  private long fromNanos;
  private long afterNanos;

  LaterLooks(long nowNanos) {
    restart(nowNanos);
  }

  /** The patterns are others from now on. */
  void restart(long nowNanos) {
    fromNanos = nowNanos;
    afterNanos = FIRST_NANOS;
  }

  /** Whether it is time for one, which is then taken as made. */
  boolean isDue(long nowNanos) {
    if (nowNanos - fromNanos < afterNanos) {
      return false;
    }
    afterNanos = FACTOR * (nowNanos - fromNanos);
    return true;
  }
}
