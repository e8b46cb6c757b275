package org.benchmonitor.bootstrap;

/** The clock of the hot path, in ticks; any thread, never blocks, never allocates. */
public final class Clock {
  private Clock() {}

  /** Returns the current tick, comparable only with other ticks of this JVM. */
  public static long ticks() {
    return System.nanoTime();
  }

  /** Converts a difference of two ticks to nanoseconds; negative stays negative. */
  public static long toNanos(long tickDifference) {
    return tickDifference;
  }
}
