package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandle;

/**
 * The clock of the hot path, in ticks. Any thread; reading never blocks and never allocates.
 *
 * <p>Uses the JFR counter (on x86 the invariant TSC, behind HotSpot's own safety checks) if it
 * exists, differs from {@code System.nanoTime} and agrees with it; otherwise {@code
 * System.nanoTime}. The scale stays the same for the life of the JVM.
 */
public final class Clock {
  private static final SwitchableClock CLOCK = chosen();
  private static final MethodHandle TICKS = CLOCK.reader();
  private static final long FACTOR = CLOCK.scale().factor();
  private static final int SHIFT = CLOCK.scale().shift();
  private static final boolean IN_NANOS = CLOCK.scale().frequency() == TickScale.NANOS.frequency();
  private static final ClockCheck CHECK = new ClockCheck(CLOCK, System::nanoTime);

  private Clock() {}

  private static SwitchableClock chosen() {
    FastClock fast = FastClock.find(ClockPreference.chosen());
    return fast == null
        ? SwitchableClock.nanoTime()
        : new SwitchableClock(fast.ticks(), fast.scale(), SwitchableClock.FAST);
  }

  /** Returns the current tick, comparable only with other ticks of this JVM. */
  public static long ticks() {
    try {
      return (long) TICKS.invokeExact();
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Converts a difference of two ticks to nanoseconds; keeps the sign. */
  public static long toNanos(long tickDifference) {
    return IN_NANOS ? tickDifference : TickScale.toNanos(tickDifference, FACTOR, SHIFT);
  }

  /** The clock in use: {@code fast}, {@code nanotime}, or {@code nanotime (fallen back)}. */
  public static String name() {
    return CLOCK.name();
  }

  /** Ticks per second. */
  public static long frequency() {
    return CLOCK.scale().frequency();
  }

  /**
   * Checks the clock against {@code System.nanoTime} and falls back to that if it has gone wrong.
   * One thread at a time calls it about once a second.
   *
   * @return why it fell back just now, or null
   */
  public static synchronized String check() {
    return CHECK.look();
  }
}
