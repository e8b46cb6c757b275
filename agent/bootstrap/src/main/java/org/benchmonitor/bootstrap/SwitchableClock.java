package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * A clock that can be changed for another while operations are timed with it: for the time stamp
 * counter, and for {@code System.nanoTime} when a counter fails.
 *
 * <p>Any thread reads; one at a time switches. The unit stays: an operation begun before the switch
 * ends in the same ticks.
 *
 * <p>Do not replace the call sites by an {@code if}: the JIT treats its target as a constant and
 * inlines the clock. A field would be read and tested twice for each operation.
 */
final class SwitchableClock {
  static final String FAST = "fast";
  static final String TSC = "tsc";
  static final String NANOTIME = "nanotime";
  static final String FALLEN_BACK = "nanotime (fallen back)";

  private static final MethodType TYPE = MethodType.methodType(long.class);

  // Two, because only the second reading of an operation has to wait for what was before it.
  private final MutableCallSite site;
  private final MutableCallSite endSite;
  private final TickScale scale;
  private volatile String name;

  SwitchableClock(MethodHandle ticks, TickScale scale, String name) {
    this.site = new MutableCallSite(ticks);
    this.endSite = new MutableCallSite(ticks);
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

  /** Reads the clock when all before has executed; to be kept in a static final field. */
  MethodHandle endReader() {
    return endSite.dynamicInvoker();
  }

  long ticks() {
    return read(endSite.getTarget());
  }

  private static long read(MethodHandle clock) {
    try {
      return (long) clock.invokeExact();
    } catch (RuntimeException | Error unchanged) {
      throw unchanged;
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

  /** Whether it is a counter, which may fail, and not {@code System.nanoTime}. */
  boolean isCounter() {
    return name.equals(FAST) || name.equals(TSC);
  }

  /**
   * Continues with the time stamp counter; only once, and not after a counter has failed.
   *
   * @param ticksPerCount the ticks of this clock in one count of the counter
   */
  boolean goOver(MethodHandle reader, MethodHandle endReader, double ticksPerCount) {
    if (name.equals(TSC) || name.equals(FALLEN_BACK)) {
      return false;
    }
    link(goingOn(reader, endReader, ticksPerCount));
    // Again, since linking takes milliseconds: the two clocks may part in that time.
    switchTo(goingOn(reader, endReader, ticksPerCount), TSC);
    return true;
  }

  private Readers goingOn(MethodHandle reader, MethodHandle endReader, double ticksPerCount) {
    CountedTicks counted = CountedTicks.goingOn(this, endReader, ticksPerCount);
    return new Readers(counted.readBy(reader).reader(), counted.reader());
  }

  /**
   * Continues with {@code System.nanoTime} from a moment at which the counter was still right.
   *
   * @param goodTicks the counter at that moment
   * @param goodNanos nanoTime at that moment
   */
  void fallBack(long goodTicks, long goodNanos) {
    try {
      MethodHandle ticks =
          MethodHandles.lookup()
              .findVirtual(GoingOn.class, "ticks", TYPE)
              .bindTo(new GoingOn(goodTicks, goodNanos, scale));
      Readers readers = new Readers(ticks, ticks);
      link(readers);
      switchTo(readers, FALLEN_BACK);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("the clock that goes on", impossible);
    }
  }

  /**
   * The end first: an operation may begin by the old clock and end by the new one, not the other
   * way round. What may fail comes before anything has changed; the name first of all, because
   * {@link ClockCheck} goes by it.
   */
  private void switchTo(Readers readers, String newName) {
    MutableCallSite[] ends = {endSite};
    MutableCallSite[] starts = {site};
    name = newName;
    endSite.setTarget(readers.end);
    MutableCallSite.syncAll(ends);
    site.setTarget(readers.start);
    MutableCallSite.syncAll(starts);
  }

  /**
   * Calls them once here, and not for the first time where the stack of a host's thread may end.
   */
  @SuppressWarnings("UnusedVariable")
  private static void link(Readers readers) {
    long start = read(readers.start);
    long end = read(readers.end);
  }

  /** What the two call sites call. */
  private record Readers(MethodHandle start, MethodHandle end) {}

  /** Reads nanoTime in the ticks of another counter. */
  private record GoingOn(long goodTicks, long goodNanos, TickScale scale) {
    @SuppressWarnings("UnusedMethod") // called through its handle
    long ticks() {
      return goodTicks + scale.toTicks(System.nanoTime() - goodNanos);
    }
  }
}
