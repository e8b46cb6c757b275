package org.benchmonitor.bootstrap;

/** What calls tell of the start that they were planned for. Any thread of the host. */
public final class PlannedStart {
  /** Stands for a call that tells no planned start. */
  static final long NONE = Long.MIN_VALUE;

  /** What the number is measured in that a call tells. */
  public enum Unit {
    /** Nanoseconds since 1970. */
    NS(1),
    /** Microseconds since 1970. */
    US(1_000),
    /** Milliseconds since 1970. */
    MS(1_000_000),
    /** As {@code System.nanoTime} has it. */
    NANOTIME(1);

    private final long nanos;

    Unit(long nanos) {
      this.nanos = nanos;
    }
  }

  /** Reads the number from what the advice passes; may run the host's own methods. */
  @FunctionalInterface
  public interface Reading {
    /** The value, or null. */
    Object of(Object root);
  }

  private final Unit unit;
  private final Reading reading;

  /**
   * Makes it.
   *
   * @param reading null where the value is passed itself
   */
  public PlannedStart(Unit unit, Reading reading) {
    this.unit = unit;
    this.reading = reading;
  }

  /** How long before {@code now} a value is, or {@link #NONE}. */
  long waitedNanos(Object root, long now, WallClock wall) {
    Object value = reading == null ? root : reading.of(root);
    if (value == null) {
      return NONE;
    }
    Class<?> type = value.getClass();
    // Only classes of the JDK, as a number of the host's could be code of any kind.
    boolean isWhole =
        type == Long.class || type == Integer.class || type == Short.class || type == Byte.class;
    if (isWhole) {
      return waitedNanos(((Number) value).longValue(), now, wall);
    }
    if (type == Double.class || type == Float.class) {
      double number = ((Number) value).doubleValue();
      return Double.isNaN(number) ? NONE : waitedNanos((long) number, now, wall);
    }
    return NONE;
  }

  /** The same of a number; 0 says that nothing was planned. */
  long waitedNanos(long value, long now, WallClock wall) {
    if (value == 0) {
      return NONE;
    }
    if (unit == Unit.NANOTIME) {
      return inRange(now - value);
    }
    if (value < 0 || value > Long.MAX_VALUE / unit.nanos) {
      return NONE;
    }
    return inRange(wall.epochNanos(now) - value * unit.nanos);
  }

  /** Of another unit, or of nothing, is what is further away than any latency. */
  private static long inRange(long waited) {
    return waited > CellLayout.HIGHEST || waited < -CellLayout.HIGHEST ? NONE : waited;
  }
}
