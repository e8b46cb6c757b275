package org.benchmonitor.run.compare;

import java.util.Locale;
import org.benchmonitor.run.model.DurationText;

/** The figures of a comparison for people. Stateless. */
public final class FigureText {
  private FigureText() {}

  /** A metric's value, a hyphen if there is none. */
  public static String value(Quantity metric, double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return switch (metric) {
      case THROUGHPUT -> String.format(Locale.ROOT, value < 100 ? "%.2f/s" : "%,.0f/s", value);
      case ERRORS -> String.format(Locale.ROOT, "%.3f %%", 100 * value);
      default -> DurationText.of(Math.round(value));
    };
  }

  /** A change of a metric's value, signed, a hyphen if it is not known. */
  public static String change(Quantity metric, double change) {
    return Double.isNaN(change) ? "-" : signed(metric, change) + unit(metric);
  }

  /** The interval that holds a change. */
  public static String interval(Difference one) {
    Quantity metric = one.measure().metric();
    return one.isKnown()
        ? signed(metric, one.lowestChange())
            + " to "
            + signed(metric, one.highestChange())
            + unit(metric)
        : "-";
  }

  private static String signed(Quantity metric, double change) {
    String format = metric == Quantity.ERRORS ? "%+.3f" : "%+.1f";
    String text = String.format(Locale.ROOT, format, 100 * change);
    // What is rounded to nothing has no direction.
    return text.matches("[+-][0.]+") ? text.substring(1) : text;
  }

  /** The size of a change, without a sign. */
  static String size(Quantity metric, double size) {
    return number(metric, 100 * Math.abs(size)) + unit(metric);
  }

  private static String number(Quantity metric, double percent) {
    return String.format(Locale.ROOT, metric == Quantity.ERRORS ? "%.3f" : "%.1f", percent);
  }

  /** A difference of two ratios is not a part of either. */
  private static String unit(Quantity metric) {
    return metric == Quantity.ERRORS ? " points" : " %";
  }

  /** A share as a whole or nearly whole percentage, as options have it. */
  public static String percent(double share) {
    String text = String.format(Locale.ROOT, "%.2f", 100 * share);
    return text.replaceFirst("\\.?0+$", "") + " %";
  }

  /** How long something takes, or would take, to a few digits. */
  static String length(double nanos) {
    double seconds = nanos / 1e9;
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return seconds < 600
        ? String.format(Locale.ROOT, "%.0f s", Math.ceil(seconds))
        : String.format(Locale.ROOT, "%,.0f min", Math.ceil(seconds / 60));
  }

  /** A number of things, such as {@code 1 run} or {@code 5 runs}. */
  static String count(int number, String one) {
    return number + " " + one + (number == 1 ? "" : "s");
  }
}
