package org.benchmonitor.setup.pattern;

import org.jspecify.annotations.Nullable;

/** What a value must be: null or not, a number in a range, or a text; immutable. */
public record Expectation(Kind kind, long low, long high, String text) {
  /** How the value is compared. */
  public enum Kind {
    NULL,
    NOT_NULL,
    RANGE,
    TEXT
  }

  static Expectation parse(String text) {
    if (text.equals("null")) {
      return new Expectation(Kind.NULL, 0, 0, text);
    }
    if (text.equals("!null")) {
      return new Expectation(Kind.NOT_NULL, 0, 0, text);
    }
    int dash = text.indexOf('-', 1);
    Long low = number(dash < 0 ? text : text.substring(0, dash));
    Long high = dash < 0 ? low : number(text.substring(dash + 1));
    if (low != null && high != null) {
      if (low > high) {
        throw new IllegalArgumentException(
            "the range '" + text + "' is empty, the lower number comes first");
      }
      return new Expectation(Kind.RANGE, low, high, text);
    }
    return new Expectation(Kind.TEXT, 0, 0, text);
  }

  private static @Nullable Long number(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  /** Whether a value is as it must be; calls {@code toString} of a value that is a text. */
  public boolean isMet(@Nullable Object value) {
    return switch (kind) {
      case NULL -> value == null;
      case NOT_NULL -> value != null;
      case RANGE -> value instanceof Number number ? isInRange(number) : text.equals(text(value));
      case TEXT -> text.equals(text(value));
    };
  }

  private boolean isInRange(Number number) {
    if (number instanceof Double || number instanceof Float) {
      return number.doubleValue() >= low && number.doubleValue() <= high;
    }
    return number.longValue() >= low && number.longValue() <= high;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
