package org.benchmonitor.run.export;

import java.math.BigDecimal;
import org.benchmonitor.run.threshold.Metric.Unit;
import org.jspecify.annotations.Nullable;

/** Values with their units: times are in milliseconds, as everywhere in the API. Stateless. */
final class ValueUnits {
  private static final double NANOS_OF_MILLI = 1e6;

  private ValueUnits() {}

  static String name(Unit unit) {
    return unit == Unit.NANOS ? "ms" : unit.text();
  }

  /** Null if it is not finite. */
  static @Nullable BigDecimal number(Unit unit, double value) {
    return Json.number(unit == Unit.NANOS ? value / NANOS_OF_MILLI : value);
  }
}
