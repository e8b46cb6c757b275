package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Reads a counter in the ticks of another clock, with one multiplication. Immutable; any thread.
 *
 * <p>A record: the JIT takes the components of a constant one for constants, the handle included.
 *
 * @param counter of type {@code ()long}
 * @param origin the counter where the other clock would have said 0: its ticks need not be added
 * @param factor the ticks in one count, times 2 to the power of {@code 64 - shift}
 * @param shift makes the factor a positive long
 */
record CountedTicks(MethodHandle counter, long origin, long factor, int shift) {
  private static final MethodType TYPE = MethodType.methodType(long.class);
  private static final int TRIES = 20;
  private static final int FACTOR_BITS = 62;

  /**
   * Starts where the other clock is now, ahead of it by less than the time of the two readings and
   * not behind. Afterwards the two part by as much as the rate is off, so little time should pass
   * until the counter is in use.
   *
   * @param clock the clock to go on from
   * @param ticksPerCount how often the clock ticks while the counter counts one, at most 1,000
   */
  static CountedTicks goingOn(SwitchableClock clock, MethodHandle counter, double ticksPerCount) {
    long count = 0;
    long start = 0;
    long narrowest = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      long before = read(counter);
      long ticks = clock.ticks();
      long width = read(counter) - before;
      if (width < narrowest) {
        narrowest = width;
        count = before;
        start = ticks;
      }
    }
    return of(counter, count, start, ticksPerCount);
  }

  /** Says at this count at least these ticks, and at most those of a further count. */
  static CountedTicks of(MethodHandle counter, long count, long ticks, double ticksPerCount) {
    int shift = Math.max(0, Math.getExponent(ticksPerCount) + Long.SIZE - FACTOR_BITS);
    long factor = Math.round(ticksPerCount * Math.scalb(1.0, Long.SIZE - shift));
    long origin = count - (long) (ticks / ticksPerCount);
    // A double is not exact to the tick after some months.
    while (ticks(count - origin, factor, shift) < ticks) {
      origin--;
    }
    return new CountedTicks(counter, origin, factor, shift);
  }

  /** The same ticks, read from the counter in another way. */
  CountedTicks readBy(MethodHandle another) {
    return new CountedTicks(another, origin, factor, shift);
  }

  /** A handle of {@link #ticks}. */
  MethodHandle reader() {
    try {
      return MethodHandles.lookup().findVirtual(CountedTicks.class, "ticks", TYPE).bindTo(this);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("the counter", impossible);
    }
  }

  long ticks() {
    return ticks(read(counter) - origin, factor, shift);
  }

  private static long ticks(long counts, long factor, int shift) {
    return Math.multiplyHigh(counts << shift, factor);
  }

  private static long read(MethodHandle counter) {
    try {
      return (long) counter.invokeExact();
    } catch (RuntimeException | Error unchanged) {
      throw unchanged;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }
}
