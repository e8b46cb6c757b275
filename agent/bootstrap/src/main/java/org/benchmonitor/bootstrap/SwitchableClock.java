package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * A counter that can fall back to {@code System.nanoTime} while operations are timed with it.
 *
 * <p>Any thread reads; one at a time switches. The unit stays: an operation begun before the switch
 * ends in the same ticks.
 *
 * <p>Do not replace the call site by an {@code if}: the JIT treats its target as a constant and
 * inlines the clock. A field would be read and tested twice for each operation.
 */
final class SwitchableClock {
  static final String FAST = "fast";
  static final String NANOTIME = "nanotime";
  static final String FALLEN_BACK = "nanotime (fallen back)";

  private static final MethodType TYPE = MethodType.methodType(long.class);

  private final MutableCallSite site;
  private final TickScale scale;
  private volatile String name;

  SwitchableClock(MethodHandle ticks, TickScale scale, String name) {
    this.site = new MutableCallSite(ticks);
    this.scale = scale;
    this.name = name;
  }

  /** The clock of a JVM without a better one. */
  static SwitchableClock nanoTime() {
    try {
      return new SwitchableClock(
          MethodHandles.publicLookup().findStatic(System.class, "nanoTime", TYPE),
          TickScale.NANOS,
          NANOTIME);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("System.nanoTime", impossible);
    }
  }

  /** Reads the clock; to be kept in a static final field. */
  MethodHandle reader() {
    return site.dynamicInvoker();
  }

  long ticks() {
    try {
      return (long) site.getTarget().invokeExact();
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  TickScale scale() {
    return scale;
  }

  String name() {
    return name;
  }

  /**
   * Continues with {@code System.nanoTime} from a moment at which the counter was still right.
   *
   * @param goodTicks the counter at that moment
   * @param goodNanos nanoTime at that moment
   */
  void fallBack(long goodTicks, long goodNanos) {
    try {
      MethodHandle ticks = MethodHandles.lookup().findVirtual(GoingOn.class, "ticks", TYPE);
      site.setTarget(ticks.bindTo(new GoingOn(goodTicks, goodNanos, scale)));
      MutableCallSite.syncAll(new MutableCallSite[] {site});
      name = FALLEN_BACK;
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("the clock that goes on", impossible);
    }
  }

  /** Reads nanoTime in the ticks of another counter. */
  private record GoingOn(long goodTicks, long goodNanos, TickScale scale) {
    @SuppressWarnings("UnusedMethod") // called through its handle
    long ticks() {
      return goodTicks + scale.toTicks(System.nanoTime() - goodNanos);
    }
  }
}
