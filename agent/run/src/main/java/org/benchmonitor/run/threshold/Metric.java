package org.benchmonitor.run.threshold;

import java.math.BigDecimal;
import java.util.Locale;
import org.benchmonitor.run.model.DurationText;
import org.jspecify.annotations.Nullable;

/**
 * What a threshold is about.
 *
 * @param percentile from 0 to 100, of {@link Kind#QUANTILE} alone; else 0
 */
public record Metric(Kind kind, double percentile) {
  /** As errors name them. */
  static final String ALLOWED =
      "p50 to p99.99, mean, max, throughput, errors, in_flight, stuck, cpu, heap, gc and stall";

  private static final int LONGEST_QUANTILE = 7;

  /** The unit of a metric's value and of its limit. */
  public enum Unit {
    NANOS("ns"),
    PER_SECOND("1/s"),
    COUNT("1"),
    /** From 0 to 100. */
    PERCENT("%");

    private final String text;

    Unit(String text) {
      this.text = text;
    }

    /** The name in the API. */
    public String text() {
      return text;
    }

    /** A value for people: {@code 83.00 ms}, {@code 1204/s}, {@code 1.2 %}. */
    public String shown(double value) {
      return switch (this) {
        case NANOS -> DurationText.of(Math.round(value));
        case PER_SECOND -> String.format(Locale.ROOT, "%.4g/s", value);
        case COUNT -> String.format(Locale.ROOT, "%.0f", value);
        case PERCENT -> String.format(Locale.ROOT, "%.3g %%", value);
      };
    }
  }

  /** The kinds of metrics; those of operations may be about one of them. */
  public enum Kind {
    /** Of the latencies of successful calls, as are mean and max. */
    QUANTILE(Unit.NANOS, true),
    MEAN(Unit.NANOS, true),
    MAX(Unit.NANOS, true),
    /** All calls, failed ones included. */
    THROUGHPUT(Unit.PER_SECOND, true),
    ERRORS(Unit.COUNT, true),
    ERROR_SHARE(Unit.PERCENT, true),
    /** Calls under way, now; the most of them over a window. */
    IN_FLIGHT(Unit.COUNT, false),
    /** Workers whose call takes much longer than others do. */
    STUCK(Unit.COUNT, false),
    /** Of all cores, by the process. */
    CPU(Unit.PERCENT, false),
    /** Of the greatest heap, now; the most over a window. */
    HEAP(Unit.PERCENT, false),
    /** Of the time. */
    GC(Unit.PERCENT, false),
    /** The longest. */
    STALL(Unit.NANOS, false);

    private final Unit unit;
    private final boolean ofOperations;

    Kind(Unit unit, boolean ofOperations) {
      this.unit = unit;
      this.ofOperations = ofOperations;
    }

    /** The unit of its values. */
    public Unit unit() {
      return unit;
    }

    /** Whether it may be about one operation. */
    boolean isOfOperations() {
      return ofOperations;
    }
  }

  /** The unit of its values. */
  public Unit unit() {
    return kind.unit();
  }

  /** The name, as it is written. */
  public String text() {
    return switch (kind) {
      case QUANTILE -> "p" + BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString();
      case ERROR_SHARE -> "errors";
      default -> kind.name().toLowerCase(Locale.ROOT);
    };
  }

  /** The metric of a name, or null if there is none. */
  static @Nullable Metric of(String name) {
    double percentile = percentile(name);
    if (percentile > 0) {
      return new Metric(Kind.QUANTILE, percentile);
    }
    for (Kind kind : Kind.values()) {
      boolean isNamed = kind != Kind.QUANTILE && kind != Kind.ERROR_SHARE;
      if (isNamed && kind.name().toLowerCase(Locale.ROOT).equals(name)) {
        return new Metric(kind, 0);
      }
    }
    return null;
  }

  /** The percentile of {@code p99} or {@code p99.9}; 0 if it is none between 0 and 100. */
  private static double percentile(String name) {
    if (name.length() < 2 || name.length() > LONGEST_QUANTILE || name.charAt(0) != 'p') {
      return 0;
    }
    int points = 0;
    for (int i = 1; i < name.length(); i++) {
      char c = name.charAt(i);
      points += c == '.' ? 1 : 0;
      boolean isInside = c != '.' || (i > 1 && i < name.length() - 1);
      if ((c != '.' && (c < '0' || c > '9')) || points > 1 || !isInside) {
        return 0;
      }
    }
    double percent = Double.parseDouble(name.substring(1));
    return percent < 100 ? percent : 0;
  }

  /**
   * How many calls a figure of the whole run needs before it means something: of a quantile, so
   * many that twenty are above it.
   */
  long fewestCalls() {
    return switch (kind) {
      case QUANTILE -> (long) Math.ceil(2000 / (100 - percentile) - 1e-6);
      case MEAN, MAX, ERROR_SHARE -> 1;
      default -> 0;
    };
  }
}
