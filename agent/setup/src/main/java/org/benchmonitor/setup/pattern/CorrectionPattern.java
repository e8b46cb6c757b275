package org.benchmonitor.setup.pattern;

import static org.benchmonitor.setup.config.OperationSpec.EXPECTED_INTERVAL;
import static org.benchmonitor.setup.config.OperationSpec.INTENDED;
import static org.benchmonitor.setup.config.OperationSpec.INTENDED_UNIT;
import static org.benchmonitor.setup.config.OperationSpec.RATE;

import java.math.BigDecimal;
import org.benchmonitor.setup.config.Durations;
import org.benchmonitor.setup.config.OperationSpec;
import org.jspecify.annotations.Nullable;

/** How the latencies of an operation are corrected for coordinated omission, parsed; immutable. */
public sealed interface CorrectionPattern {
  /** The rule as it is shown. */
  String text();

  /**
   * Each worker begins a call in this time.
   *
   * @param nanos from a microsecond to an hour
   */
  record ExpectedInterval(String text, long nanos) implements CorrectionPattern {}

  /**
   * All workers together begin so many calls.
   *
   * @param perSecond above 0
   */
  record Rate(String text, double perSecond) implements CorrectionPattern {}

  /**
   * An argument tells when a call should have begun.
   *
   * @param argument its number
   */
  record Intended(String text, int argument, Unit unit) implements CorrectionPattern {}

  /** What a planned start is measured in. */
  enum Unit {
    /** Nanoseconds since 1970. */
    NS,
    /** Microseconds since 1970. */
    US,
    /** Milliseconds since 1970. */
    MS,
    /** As {@code System.nanoTime} has it. */
    NANOTIME
  }

  /**
   * Understands the rules, or returns null if there are none.
   *
   * @throws IllegalArgumentException naming the value and what is allowed
   */
  static @Nullable CorrectionPattern parse(OperationSpec spec) {
    String interval = spec.rule(EXPECTED_INTERVAL);
    String rate = spec.rule(RATE);
    String intended = spec.rule(INTENDED);
    String unit = spec.rule(INTENDED_UNIT);
    if (interval == null && rate == null && intended == null && unit == null) {
      return null;
    }
    Parsing.onlyOne(EXPECTED_INTERVAL, interval, RATE, rate);
    Parsing.onlyOne(EXPECTED_INTERVAL, interval, INTENDED, intended);
    Parsing.onlyOne(RATE, rate, INTENDED, intended);
    if (unit != null && intended == null) {
      throw new IllegalArgumentException(
          INTENDED_UNIT + " is '" + unit + "' without an " + INTENDED + "= that it is the unit of");
    }
    if (intended != null && "replace".equals(spec.rule("async"))) {
      throw new IllegalArgumentException(
          INTENDED
              + " is '"
              + intended
              + "' and async is 'replace', allowed is one of them: a subscription begins when"
              + " somebody subscribes, not when the call was planned");
    }
    if (interval != null) {
      return Parsing.interval(interval);
    }
    if (rate != null) {
      return Parsing.rate(rate);
    }
    return intended == null ? null : Parsing.intended(intended, unit);
  }

  /** What understands the values. */
  final class Parsing {
    private static final int MOST_DIGITS = 12;
    private static final int MOST_DIGITS_OF_RATE = 9;
    private static final int MOST_DECIMALS = 6;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final long LONGEST = 3_600 * SECOND;
    private static final double MOST_PER_SECOND = 1_000_000_000;
    private static final int MOST_ARGUMENTS = 254;

    private Parsing() {}

    private static void onlyOne(
        String key, @Nullable String value, String other, @Nullable String others) {
      if (value != null && others != null) {
        throw new IllegalArgumentException(
            key
                + " is '"
                + value
                + "' and "
                + other
                + " is '"
                + others
                + "', allowed is one of "
                + EXPECTED_INTERVAL
                + ", "
                + RATE
                + " and "
                + INTENDED);
      }
    }

    private static ExpectedInterval interval(String value) {
      int digits = Durations.digits(value);
      String amount = value.substring(0, digits);
      double nanos =
          isNumber(amount, MOST_DIGITS)
              ? Long.parseLong(amount) * nanos(value.substring(digits))
              : 0;
      if (nanos <= 0 || nanos > LONGEST) {
        throw new IllegalArgumentException(
            EXPECTED_INTERVAL
                + " is '"
                + value
                + "', allowed is a whole number with us, ms, s, m or h, from 1us to 1h");
      }
      return new ExpectedInterval(EXPECTED_INTERVAL + "=" + value, (long) nanos);
    }

    /** What a unit is in nanoseconds; 0 for what is none, also for no unit at all. */
    private static double nanos(String unit) {
      return switch (unit) {
        case "us" -> 1_000;
        case "ms" -> MILLI;
        case "s" -> SECOND;
        case "m" -> 60.0 * SECOND;
        case "h" -> LONGEST;
        default -> 0;
      };
    }

    /** Whether these are digits, one or more. */
    private static boolean isNumber(String text, int mostDigits) {
      return !text.isEmpty()
          && text.length() <= mostDigits
          && Durations.digits(text) == text.length();
    }

    /** Whether these are digits, and perhaps a point and more of them; without an exponent. */
    private static boolean isDecimal(String text) {
      int point = text.indexOf('.');
      return point < 0
          ? isNumber(text, MOST_DIGITS_OF_RATE)
          : isNumber(text.substring(0, point), MOST_DIGITS_OF_RATE)
              && isNumber(text.substring(point + 1), MOST_DECIMALS);
    }

    private static Rate rate(String value) {
      int slash = value.indexOf('/');
      String amount = slash < 0 ? "" : value.substring(0, slash);
      double time = slash < 0 ? 0 : nanos(value.substring(slash + 1));
      // A rate in less than a second is refused.
      double perSecond =
          isDecimal(amount) && time >= SECOND
              ? new BigDecimal(amount).doubleValue() * SECOND / time
              : 0;
      if (perSecond <= 0 || perSecond > MOST_PER_SECOND) {
        throw new IllegalArgumentException(
            RATE
                + " is '"
                + value
                + "', allowed is the number of calls that all workers begin in a time, such as"
                + " 5000/s, 90/m or 1/h");
      }
      return new Rate(RATE + "=" + value, perSecond);
    }

    private static Intended intended(String value, @Nullable String unit) {
      String problem = INTENDED + " is '" + value + "', allowed are arg:0 to arg:" + MOST_ARGUMENTS;
      ValuePath path = ValuePath.parse(value, problem);
      if (path.root() != ValuePath.Root.ARGUMENT || !path.isPlain()) {
        throw new IllegalArgumentException(problem);
      }
      String wanted = unit == null ? "" : unit;
      Unit of =
          switch (wanted) {
            case "ns" -> Unit.NS;
            case "us" -> Unit.US;
            case "ms" -> Unit.MS;
            case "nanotime" -> Unit.NANOTIME;
            default ->
                throw new IllegalArgumentException(
                    unit == null
                        ? INTENDED + " is '" + value + "' without an " + INTENDED_UNIT + UNITS
                        : INTENDED_UNIT + " is '" + unit + "'" + UNITS);
          };
      return new Intended(
          INTENDED + "=" + value + "," + INTENDED_UNIT + "=" + wanted, path.argument(), of);
    }

    private static final String UNITS =
        ", allowed are ns, us and ms since 1970, and nanotime for System.nanoTime()";
  }
}
