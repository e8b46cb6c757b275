package org.benchmonitor.run.threshold;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.benchmonitor.run.threshold.Metric.Kind;
import org.benchmonitor.run.threshold.Metric.Unit;
import org.benchmonitor.run.threshold.Threshold.Action;
import org.benchmonitor.run.threshold.Threshold.Comparison;
import org.jspecify.annotations.Nullable;

/** Reads one threshold from its text, from left to right; used once. */
final class ThresholdParser {
  private static final int LONGEST = 500;
  private static final int MOST_DIGITS = 15;
  private static final Duration LONGEST_WINDOW = Duration.ofHours(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(24);
  private static final String UNITS = "ns, us, ms, s, m or h";

  private final String text;
  private int at;

  ThresholdParser(String text) {
    this.text = text;
  }

  Threshold parse() {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "it has " + text.length() + " characters, allowed are " + LONGEST);
    }
    String name = name();
    skipBlanks();
    int from = at;
    Metric metric = metric();
    String operation = operation(metric);
    Comparison comparison = comparison();
    int valueAt = afterBlanks();
    Limit limit = limit(metric);
    if (limit.isShare && metric.kind() == Kind.ERRORS) {
      metric = new Metric(Kind.ERROR_SHARE, 0);
    }
    if (!isReachable(metric, comparison, limit.value)) {
      throw fault(valueAt, "with it the condition holds always or never");
    }
    Times times = new Times();
    String condition = text.substring(from, at).strip();
    return new Threshold(
        name == null ? condition : name,
        condition,
        metric,
        operation,
        comparison,
        limit.value,
        times.over,
        times.lasting,
        times.after,
        actions());
  }

  /** A share of more than everything, or a number below zero, tells nothing apart. */
  private static boolean isReachable(Metric metric, Comparison comparison, double limit) {
    boolean isBelowAll =
        limit == 0 && (comparison == Comparison.LESS || comparison == Comparison.AT_LEAST);
    boolean isAboveAll =
        metric.unit() == Unit.PERCENT
            && (limit > 100
                || (limit == 100
                    && (comparison == Comparison.AT_MOST || comparison == Comparison.GREATER)));
    return !isBelowAll && !isAboveAll;
  }

  // Words.

  private @Nullable String name() {
    skipBlanks();
    int end = at;
    while (end < text.length() && isOfName(text.charAt(end))) {
      end++;
    }
    int equals = end;
    while (equals < text.length() && text.charAt(equals) == ' ') {
      equals++;
    }
    if (end == at || equals == text.length() || text.charAt(equals) != '=') {
      return null;
    }
    String name = text.substring(at, end);
    at = equals + 1;
    return name;
  }

  private static boolean isOfName(char c) {
    return isLetter(c) || isDigit(c) || c == '_' || c == '-' || c == '.';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private Metric metric() {
    int from = at;
    String word = word();
    Metric metric = Metric.of(word);
    if (metric == null) {
      throw fault(from, shown(word, from) + " is no metric, allowed are " + Metric.ALLOWED);
    }
    return metric;
  }

  private @Nullable String operation(Metric metric) {
    skipBlanks();
    int from = at;
    String name;
    if (peek() == '(') {
      name = upTo(from + 1, text.indexOf(')', from), "a closing parenthesis");
      at++;
    } else if (isNext("of")) {
      at += 2;
      int begin = afterBlanks();
      if (peek() == '"') {
        name = upTo(begin + 1, text.indexOf('"', begin + 1), "a closing quotation mark");
        at++;
      } else {
        name = upTo(begin, comparisonFrom(begin), "one of < <= > >=");
      }
    } else {
      return null;
    }
    if (name.isEmpty()) {
      throw fault(from, "the name of an operation is missing");
    }
    if (!metric.kind().isOfOperations()) {
      throw fault(
          from,
          metric.kind().name().toLowerCase(Locale.ROOT)
              + " is of the whole run, not of an operation");
    }
    return name;
  }

  private int comparisonFrom(int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '<' || text.charAt(i) == '>') {
        return i;
      }
    }
    return -1;
  }

  private String upTo(int from, int to, String what) {
    if (to < 0) {
      throw fault(text.length(), what + " is missing");
    }
    at = to;
    return text.substring(from, to).strip();
  }

  private Comparison comparison() {
    int from = afterBlanks();
    for (Comparison one :
        new Comparison[] {
          Comparison.AT_MOST, Comparison.AT_LEAST, Comparison.LESS, Comparison.GREATER
        }) {
      if (text.startsWith(one.text(), at)) {
        at += one.text().length();
        return one;
      }
    }
    throw fault(from, shownRest() + " is there, wanted is one of < <= > >=");
  }

  // Values.

  private record Limit(double value, boolean isShare) {}

  private Limit limit(Metric metric) {
    skipBlanks();
    int from = at;
    double number = number();
    String unit = unit();
    Unit wanted = metric.unit();
    double value =
        switch (wanted) {
          case NANOS -> number * nanosOf(unit, from);
          case PER_SECOND -> number / secondsOf(unit, from);
          case COUNT -> count(metric, number, unit, from);
          case PERCENT -> percent(number, unit, from);
        };
    return new Limit(value, unit.equals("%"));
  }

  private double count(Metric metric, double number, String unit, int from) {
    boolean mayBeShare = metric.kind() == Kind.ERRORS;
    if (!unit.isEmpty() && !(mayBeShare && unit.equals("%"))) {
      throw wrongUnit(from, mayBeShare ? "a number such as 5 or a share such as 1%" : "a number");
    }
    return number;
  }

  private double percent(double number, String unit, int from) {
    if (!unit.isEmpty() && !unit.equals("%")) {
      throw wrongUnit(from, "a share such as 80%");
    }
    return number;
  }

  private double nanosOf(String unit, int from) {
    double nanos = nanos(unit);
    if (nanos == 0) {
      throw wrongUnit(from, "a duration such as 50ms, in " + UNITS);
    }
    return nanos;
  }

  private static double nanos(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "us" -> 1e3;
      case "ms" -> 1e6;
      case "s" -> 1e9;
      case "m" -> 60e9;
      case "h" -> 3600e9;
      default -> 0;
    };
  }

  private double secondsOf(String unit, int from) {
    return switch (unit) {
      case "", "/s" -> 1;
      case "/m" -> 60;
      case "/h" -> 3600;
      default -> throw wrongUnit(from, "a rate such as 1000/s, by /s, /m or /h");
    };
  }

  private IllegalArgumentException wrongUnit(int from, String wanted) {
    return fault(from, "'" + text.substring(from, at) + "' is there, wanted is " + wanted);
  }

  private double number() {
    int from = at;
    int points = 0;
    while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      points += text.charAt(at) == '.' ? 1 : 0;
      at++;
    }
    String digits = text.substring(from, at);
    if (digits.isEmpty()
        || points > 1
        || digits.length() > MOST_DIGITS
        || digits.startsWith(".")
        || digits.endsWith(".")) {
      at = from;
      throw fault(from, shownRest() + " is there, wanted is a number such as 50 or 1.5");
    }
    return Double.parseDouble(digits);
  }

  /**
   * What stands behind a number without a blank: letters, a percent sign, or a slash and letters.
   */
  private String unit() {
    int from = at;
    if (peek() == '%') {
      at++;
    } else {
      boolean isRate = peek() == '/' && at + 1 < text.length() && isLetter(text.charAt(at + 1));
      at += isRate ? 1 : 0;
      while (at < text.length() && isLetter(text.charAt(at))) {
        at++;
      }
    }
    return text.substring(from, at);
  }

  // Times.

  /** What comes behind the value, each at most once and in any order. */
  private final class Times {
    private @Nullable Duration over;
    private Duration lasting = Duration.ZERO;
    private Duration after = Duration.ZERO;

    Times() {
      while (true) {
        int from = afterBlanks();
        if (peek() == '/') {
          at++;
          over(from);
        } else if (isNext("over")) {
          at += 4;
          over(from);
        } else if (isNext("for")) {
          at += 3;
          refuseTwice(from, !lasting.isZero());
          lasting = duration(LONGEST_WAIT);
        } else if (isNext("after")) {
          at += 5;
          refuseTwice(from, !after.isZero());
          after = duration(LONGEST_WAIT);
        } else {
          at = from;
          return;
        }
        if (over != null && !lasting.isZero()) {
          throw fault(from, "'for' and 'over' do not go together");
        }
      }
    }

    private void over(int from) {
      refuseTwice(from, over != null);
      over = duration(LONGEST_WINDOW);
    }

    private void refuseTwice(int from, boolean isThere) {
      if (isThere) {
        throw fault(from, "it is given twice");
      }
    }
  }

  private Duration duration(Duration longest) {
    int from = afterBlanks();
    double number = number();
    double nanos = number * nanos(unit());
    if (nanos < 1e6 || nanos > longest.toNanos()) {
      throw fault(
          from,
          "'"
              + text.substring(from, at)
              + "' is there, allowed is a duration from 1ms to "
              + longest.toHours()
              + "h, such as 10s");
    }
    return Duration.ofNanos((long) nanos);
  }

  // Actions.

  private Set<Action> actions() {
    Set<Action> actions = EnumSet.noneOf(Action.class);
    while (at < text.length()) {
      if (text.charAt(at) != ',') {
        throw fault(
            at, shownRest() + " is there, wanted is for, over, after, or a comma and an action");
      }
      at++;
      int from = afterBlanks();
      String word = word();
      Action action = null;
      for (Action one : Action.values()) {
        action = one.text().equals(word) ? one : action;
      }
      if (action == null) {
        throw fault(
            from,
            shown(word, from) + " is no action, allowed are mark, log, webhook, callback and stop");
      }
      actions.add(action);
      skipBlanks();
    }
    return Collections.unmodifiableSet(actions);
  }

  // Characters.

  private String word() {
    int from = at;
    while (at < text.length() && isOfName(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private boolean isNext(String word) {
    int end = at + word.length();
    return text.startsWith(word, at) && (end == text.length() || text.charAt(end) == ' ');
  }

  /** The next character, or 0 at the end. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void skipBlanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private int afterBlanks() {
    skipBlanks();
    return at;
  }

  private String shown(String word, int from) {
    at = from;
    return word.isEmpty() ? shownRest() : "'" + word + "'";
  }

  private String shownRest() {
    return at == text.length() ? "nothing" : "'" + text.substring(at) + "'";
  }

  private static IllegalArgumentException fault(int at, String what) {
    return new IllegalArgumentException("column " + (at + 1) + ": " + what);
  }
}
