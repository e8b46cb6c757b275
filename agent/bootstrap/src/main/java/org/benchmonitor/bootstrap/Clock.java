package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandle;

/**
 * The clock of the hot path, in ticks. Any thread; reading never blocks and never allocates.
 *
 * <p>Begins with the JFR counter (on x86 the invariant TSC, behind HotSpot's own safety checks) if
 * it exists, differs from {@code System.nanoTime} and agrees with it; otherwise with {@code
 * System.nanoTime}. The agent may go over to the time stamp counter later. The scale stays the same
 * for the life of the JVM.
 *
 * <p>A processor may read the time stamp counter before instructions that stand before the reading.
 * Before an operation that does no harm. After it, what waits for memory would look empty, so the
 * end of an operation is read by {@link #endTicks}.
 *
 * <p>What a reading throws for want of stack goes through unchanged: {@link Probe#suppressed} has
 * to know it.
 */
public final class Clock {
  private static final SwitchableClock CLOCK = chosen();
  private static final MethodHandle TICKS = CLOCK.reader();
  private static final MethodHandle END_TICKS = CLOCK.endReader();
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
    } catch (RuntimeException | Error unchanged) {
      throw unchanged;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /**
   * Returns the tick once all instructions before have executed, loads from memory included. Stores
   * may still be on their way out of the core.
   */
  public static long endTicks() {
    try {
      return (long) END_TICKS.invokeExact();
    } catch (RuntimeException | Error unchanged) {
      throw unchanged;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Converts a difference of two ticks to nanoseconds; keeps the sign. */
  public static long toNanos(long tickDifference) {
    return IN_NANOS ? tickDifference : TickScale.toNanos(tickDifference, FACTOR, SHIFT);
  }

  /**
   * The clock in use: {@code fast}, {@code nanotime}, {@code tsc}, or {@code nanotime (fallen
   * back)}.
   */
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

  /**
   * Goes over to the time stamp counter, unless a clock has been left as faulty before. The scale
   * stays; operations under way end about where they would have, see {@link CountedTicks#goingOn}.
   *
   * @param reader of type {@code ()long}; may read before what stands before it has executed
   * @param endReader the same; reads when that has executed
   * @param nanosPerCount the counter's measured rate
   * @return whether it is in use now
   */
  public static synchronized boolean take(
      MethodHandle reader, MethodHandle endReader, double nanosPerCount) {
    return CLOCK.goOver(reader, endReader, nanosPerCount * (frequency() / 1e9));
  }

  /** Leaves the time stamp counter for {@code System.nanoTime}, while it is still right. */
  public static synchronized void leave() {
    CHECK.leave();
  }

  /**
   * Whether a counter was left in this JVM, for a fault or otherwise; the clock is nanoTime then,
   * and stays so.
   */
  public static boolean hasFallenBack() {
    return CLOCK.name().equals(SwitchableClock.FALLEN_BACK);
  }

  /** Whether the time stamp counter is in use. */
  public static boolean isTimeStampCounter() {
    return CLOCK.name().equals(SwitchableClock.TSC);
  }
}
