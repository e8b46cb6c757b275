package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * The clock of the hot path, in ticks; any thread, never blocks, never allocates.
 *
 * <p>The JFR clock (on x86 the invariant TSC, behind HotSpot's own safety checks) where it is there
 * and agrees with {@code System.nanoTime}, else {@code System.nanoTime}. One scale for the life of
 * the JVM: {@link #fallBack} goes on from the last tick in the same unit, so operations under way
 * keep their start.
 *
 * <p>Do not replace the call site by an {@code if}: the JIT treats its target as a constant and
 * inlines the clock; a field would be read and tested twice per operation.
 */
public final class Clock {
  private static final MutableCallSite SITE =
      new MutableCallSite(MethodType.methodType(long.class));
  private static final MethodHandle TICKS = SITE.dynamicInvoker();
  private static final TickScale SCALE;
  private static final long FACTOR;
  private static final int SHIFT;
  private static final boolean IN_NANOS;

  private static volatile String name;
  private static long fallBackTicks;
  private static long fallBackNanos;

  static {
    FastClock fast = FastClock.find(ClockPreference.chosen());
    SITE.setTarget(fast == null ? nanoTime() : fast.ticks());
    SCALE = fast == null ? TickScale.NANOS : fast.scale();
    FACTOR = SCALE.factor();
    SHIFT = SCALE.shift();
    IN_NANOS = SCALE.frequency() == TickScale.NANOS.frequency();
    name = fast == null ? "nanotime" : "fast";
  }

  private Clock() {}

  /** Returns the current tick, comparable only with other ticks of this JVM. */
  public static long ticks() {
    try {
      return (long) TICKS.invokeExact();
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Converts a difference of two ticks to nanoseconds; negative stays negative. */
  public static long toNanos(long tickDifference) {
    return IN_NANOS ? tickDifference : TickScale.toNanos(tickDifference, FACTOR, SHIFT);
  }

  /** The clock that runs: {@code fast}, {@code nanotime}, or {@code nanotime (fallen back)}. */
  public static String name() {
    return name;
  }

  /** Ticks per second. */
  public static long frequency() {
    return SCALE.frequency();
  }

  /** Goes over to {@code System.nanoTime}, in the ticks of the clock that ran; once. */
  public static synchronized void fallBack() {
    if (!name.equals("fast")) {
      return;
    }
    fallBackTicks = ticks();
    fallBackNanos = System.nanoTime();
    SITE.setTarget(find(MethodHandles.lookup(), "ticksAfterFallBack"));
    MutableCallSite.syncAll(new MutableCallSite[] {SITE});
    name = "nanotime (fallen back)";
  }

  @SuppressWarnings("UnusedMethod") // the target of the call site after fallBack
  private static long ticksAfterFallBack() {
    return fallBackTicks + SCALE.toTicks(System.nanoTime() - fallBackNanos);
  }

  private static MethodHandle nanoTime() {
    try {
      return MethodHandles.publicLookup()
          .findStatic(System.class, "nanoTime", MethodType.methodType(long.class));
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private static MethodHandle find(MethodHandles.Lookup lookup, String method) {
    try {
      return lookup.findStatic(Clock.class, method, MethodType.methodType(long.class));
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }
}
