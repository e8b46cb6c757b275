package org.benchmonitor.run.threshold;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody calls good: a condition on a metric of the run, and what to do when it does not
 * hold. Immutable.
 *
 * @param name as it was given, else the condition
 * @param condition as it was written, without name and actions
 * @param operation the only one that it is about, or null for all
 * @param limit in the metric's unit
 * @param over the window, or null for the whole run without warm-up
 * @param lasting how long it must not hold to be broken
 * @param after how much of the run is left out at its beginning
 * @param actions besides the mark and the line in the log, which every threshold makes
 */
public record Threshold(
    String name,
    String condition,
    Metric metric,
    @Nullable String operation,
    Comparison comparison,
    double limit,
    @Nullable Duration over,
    Duration lasting,
    Duration after,
    Set<Action> actions) {
  /** How a good value compares with the limit. */
  public enum Comparison {
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">=");

    private final String text;

    Comparison(String text) {
      this.text = text;
    }

    /** As it is written. */
    public String text() {
      return text;
    }

    boolean holds(double value, double limit) {
      return switch (this) {
        case LESS -> value < limit;
        case AT_MOST -> value <= limit;
        case GREATER -> value > limit;
        case AT_LEAST -> value >= limit;
      };
    }

    /** Whether greater values are worse. */
    public boolean isUpperLimit() {
      return this == LESS || this == AT_MOST;
    }
  }

  /** What is done when it is broken. */
  public enum Action {
    MARK,
    LOG,
    WEBHOOK,
    CALLBACK,
    STOP;

    /** As it is written. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Understands one as it is written: {@code [name=]METRIC [of OPERATION] (< | <= | > | >=) VALUE
   * [for D | over D] [after D] [, ACTION...]}, or without blanks, {@code p99(read)<50ms/10s}.
   *
   * @throws IllegalArgumentException naming the column, what is there and what is allowed
   */
  public static Threshold parse(String text) {
    return new ThresholdParser(text).parse();
  }

  /** Those of the texts that are understood; a later version may have written others. */
  public static List<Threshold> known(List<String> texts) {
    List<Threshold> known = new ArrayList<>();
    for (String text : texts) {
      Threshold one = parseOrNull(text);
      if (one != null) {
        known.add(one);
      }
    }
    return known;
  }

  private static @Nullable Threshold parseOrNull(String text) {
    try {
      return parse(text);
    } catch (IllegalArgumentException later) {
      return null;
    }
  }

  /** The whole text, which {@link #parse} reads. */
  public String text() {
    StringBuilder text = new StringBuilder();
    if (!name.equals(condition)) {
      text.append(name).append('=');
    }
    text.append(condition);
    for (Action action : actions) {
      text.append(", ").append(action.text());
    }
    return text.toString();
  }

  boolean holds(double value) {
    return comparison.holds(value, limit);
  }

  /** Whether a value is further on the wrong side than another; anything is worse than NaN. */
  boolean isWorse(double value, double than) {
    return Double.isNaN(than) || (comparison.isUpperLimit() ? value > than : value < than);
  }
}
