package org.benchmonitor.setup.pattern;

import static org.benchmonitor.setup.config.OperationSpec.EXPECTED_INTERVAL;
import static org.benchmonitor.setup.config.OperationSpec.INTENDED;
import static org.benchmonitor.setup.config.OperationSpec.INTENDED_UNIT;
import static org.benchmonitor.setup.config.OperationSpec.RATE;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern INTERVAL = Pattern.compile("([0-9]{1,12})(us|ms|s|m|h)");
    private static final Pattern PER_TIME =
        Pattern.compile("([0-9]{1,9}(?:[.][0-9]{1,6})?)/(s|m|h)");
    private static final Pattern ARGUMENT = Pattern.compile("arg:([0-9]{1,3})");
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
      Matcher matcher = INTERVAL.matcher(value);
      double nanos = matcher.matches() ? Long.parseLong(matcher.group(1)) * unit(matcher) : 0;
      if (nanos <= 0 || nanos > LONGEST) {
        throw new IllegalArgumentException(
            EXPECTED_INTERVAL
                + " is '"
                + value
                + "', allowed is a whole number with us, ms, s, m or h, from 1us to 1h");
      }
      return new ExpectedInterval(EXPECTED_INTERVAL + "=" + value, (long) nanos);
    }

    private static double unit(Matcher matcher) {
      return switch (matcher.group(2)) {
        case "us" -> 1_000;
        case "ms" -> 1_000_000;
        case "s" -> SECOND;
        case "m" -> 60.0 * SECOND;
        default -> LONGEST;
      };
    }

    private static Rate rate(String value) {
      Matcher matcher = PER_TIME.matcher(value);
      double perSecond =
          matcher.matches()
              ? new BigDecimal(matcher.group(1)).doubleValue() * SECOND / unit(matcher)
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
      Matcher matcher = ARGUMENT.matcher(value);
      int argument = matcher.matches() ? Integer.parseInt(matcher.group(1)) : Integer.MAX_VALUE;
      if (argument > MOST_ARGUMENTS) {
        throw new IllegalArgumentException(
            INTENDED + " is '" + value + "', allowed are arg:0 to arg:" + MOST_ARGUMENTS);
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
          INTENDED + "=" + value + "," + INTENDED_UNIT + "=" + wanted, argument, of);
    }

    private static final String UNITS =
        ", allowed are ns, us and ms since 1970, and nanotime for System.nanoTime()";
  }
}
