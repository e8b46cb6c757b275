package org.benchmonitor.run.finding;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.benchmonitor.run.threshold.Metric.Unit;

/**
 * A stretch of a run in which a figure was far from what it had been. Immutable.
 *
 * @param usual the median of the intervals before it: nanoseconds, calls by second, or percent
 * @param extreme the value furthest from it
 * @param score how many robust standard deviations that is
 * @param until the end of its last interval; that of the run if it goes on
 * @param ends whether the figure came back
 * @param with what happened at the same time, in words, as it is known
 */
public record Finding(
    Figure figure,
    String operation,
    Instant from,
    Instant until,
    boolean ends,
    double usual,
    double extreme,
    double score,
    List<String> with) {
  /** What stands out. */
  public enum Figure {
    P99(Unit.NANOS),
    THROUGHPUT(Unit.PER_SECOND),
    /** Of all calls. */
    ERRORS(Unit.PERCENT);

    private final Unit unit;

    Figure(Unit unit) {
      this.unit = unit;
    }

    /** The unit of its values. */
    public Unit unit() {
      return unit;
    }

    /** The name in the API. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How long it lasted. */
  public Duration length() {
    return Duration.between(from, until);
  }

  /**
   * One sentence: {@code p99 of read rose from 12.00 ms to 85.00 ms at 14:03:10 for 6 s; a
   * collection of 480.0 ms, 3 stalls; no other operation}.
   */
  public String text() {
    String what =
        switch (figure) {
          case P99 -> "p99 of " + operation + (extreme > usual ? " rose" : " fell");
          case THROUGHPUT -> "throughput of " + operation + (extreme > usual ? " rose" : " fell");
          case ERRORS -> "errors of " + operation + " rose";
        };
    String lasting = ends ? " for " + seconds(length()) : " and has not come back";
    String stretch =
        " from "
            + figure.unit.shown(usual)
            + " to "
            + figure.unit.shown(extreme)
            + " at "
            + time(from)
            + lasting;
    return what + stretch + (with.isEmpty() ? "" : "; " + String.join("; ", with));
  }

  /** The time of day in UTC, as the API has it. */
  private static String time(Instant at) {
    return at.toString().substring(11, 19);
  }

  private static String seconds(Duration length) {
    return String.format(Locale.ROOT, "%.3g s", length.toMillis() / 1e3);
  }
}
