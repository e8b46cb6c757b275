package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The counter with which Java Flight Recorder times its events. Immutable; any thread.
 *
 * <p>It is found in {@code jdk.jfr.internal.JVM}, which must already be exported to this module. A
 * JDK without Flight Recorder has none. A reading costs about half of {@code System.nanoTime} on a
 * machine with an invariant TSC.
 */
final class FastClock {
  private static final String JVM = "jdk.jfr.internal.JVM";
  private static final long CHECK_NANOS = 2_000_000;
  private static final double MOST_DRIFT = 0.001;

  private final MethodHandle ticks;
  private final TickScale scale;

  private FastClock(MethodHandle ticks, TickScale scale) {
    this.ticks = ticks;
    this.scale = scale;
  }

  MethodHandle ticks() {
    return ticks;
  }

  TickScale scale() {
    return scale;
  }

  /** Returns the clock if it is preferred, exists and, unless forced, is sane; else null. */
  static FastClock find(ClockPreference preference) {
    if (preference == ClockPreference.NANOTIME) {
      return null;
    }
    try {
      Class<?> jvm = Class.forName(JVM, true, null);
      MethodHandle ticks =
          MethodHandles.lookup().findStatic(jvm, "counterTime", MethodType.methodType(long.class));
      FastClock clock = new FastClock(ticks, new TickScale(frequency(jvm)));
      return preference == ClockPreference.FAST || (clock.isAnother() && clock.isSane())
          ? clock
          : null;
    } catch (Throwable absent) {
      // Whatever this JDK lacks or changed, nanoTime is always there.
      return null;
    }
  }

  private static long frequency(Class<?> jvm) throws Throwable {
    MethodType type = MethodType.methodType(long.class);
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      return (long) lookup.findStatic(jvm, "getTicksFrequency", type).invoke();
    } catch (IllegalAccessException | NoSuchMethodException instanceMethodBefore22) {
      Object instance = lookup.findStatic(jvm, "getJVM", MethodType.methodType(jvm)).invoke();
      return (long) lookup.findVirtual(jvm, "getTicksFrequency", type).invoke(instance);
    }
  }

  /**
   * Whether this differs from {@code System.nanoTime}. The two are the same where HotSpot does not
   * trust the time stamp counter: on Intel's processors since Haswell, among others. A counter of
   * nanoseconds has exactly this frequency; a measured one never has.
   */
  private boolean isAnother() {
    return scale.frequency() != TickScale.NANOS.frequency();
  }

  /** Whether the counter goes forward, at the rate it claims, over a few milliseconds. */
  private boolean isSane() throws Throwable {
    // Call it once first: linking the handle takes longer than the check.
    long last = (long) ticks.invokeExact();
    long startEarly = (long) ticks.invokeExact();
    long startNanos = System.nanoTime();
    long startLate = (long) ticks.invokeExact();
    while (System.nanoTime() - startNanos < CHECK_NANOS) {
      long now = (long) ticks.invokeExact();
      if (now < last) {
        return false;
      }
      last = now;
    }
    // Both ends are bracketed, so that a pause of this thread does not look like a wrong rate.
    long endEarly = (long) ticks.invokeExact();
    long nanos = System.nanoTime() - startNanos;
    long endLate = (long) ticks.invokeExact();
    return scale.toNanos(endEarly - startLate) <= nanos * (1 + MOST_DRIFT)
        && scale.toNanos(endLate - startEarly) >= nanos * (1 - MOST_DRIFT);
  }
}
