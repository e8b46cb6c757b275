package org.benchmonitor.run.compare;

import java.util.Locale;

/**
 * What must be known to read a comparison.
 *
 * @param operation that it is about, empty if it is about all
 * @param measure that it is about, empty if it is about all
 */
public record Remark(Kind kind, String operation, String measure, String text) {
  /** What it is about. */
  public enum Kind {
    ONE_RUN_A_SIDE,
    TOO_FEW_RUNS,
    ONE_NEW_RUN,
    ONE_SIDE_FIRST,
    ONE_SITTING,
    HISTORY,
    NOT_ALIKE,
    DRIFT,
    LESS_STABLE,
    SAME,
    INCONCLUSIVE,
    NO_DATA,
    FEW_BURSTS;

    /** The name in documents. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a remark about a metric of an operation begins with. */
  static String subject(Difference one) {
    return one.measure().text() + " of " + one.operation();
  }

  /** One about a metric of an operation. */
  static Remark about(Kind kind, Difference one, String text) {
    return new Remark(kind, one.operation(), one.measure().text(), text);
  }

  /** One about all. */
  static Remark general(Kind kind, String text) {
    return new Remark(kind, "", "", text);
  }
}
