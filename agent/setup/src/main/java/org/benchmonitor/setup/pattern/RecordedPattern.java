package org.benchmonitor.setup.pattern;

import org.jspecify.annotations.Nullable;

/**
 * An operation that the program has measured itself: a call hands over its duration, several of
 * them, or its start and end. Immutable.
 *
 * @param value the duration, or the end
 * @param minus the start, or null if the value is a duration
 * @param isEach whether the value is an array of durations
 * @param rule what makes it a failure, or null
 */
public record RecordedPattern(
    ValuePath value,
    @Nullable ValuePath minus,
    boolean isEach,
    Unit unit,
    @Nullable ResultPattern rule)
    implements Extent {
  /** What the numbers mean. */
  public enum Unit {
    NS(1),
    US(1_000),
    MS(1_000_000),
    S(1_000_000_000);

    private final long nanos;

    Unit(long nanos) {
      this.nanos = nanos;
    }

    /** The nanoseconds of one. */
    public long nanos() {
      return nanos;
    }
  }

  private static final String EACH = "[]";

  /**
   * Understands the rules.
   *
   * @throws IllegalArgumentException naming the value and what is allowed
   */
  static RecordedPattern parse(
      String text, @Nullable String unit, @Nullable String ok, @Nullable String error) {
    String problem =
        "recorded is '"
            + text
            + "', allowed are a duration, an array of them with [] after it, or END-START, each "
            + ValuePath.ALLOWED;
    int dash = text.indexOf('-');
    boolean each = dash < 0 && text.endsWith(EACH);
    String value =
        dash >= 0
            ? text.substring(0, dash)
            : each ? text.substring(0, text.length() - EACH.length()) : text;
    return new RecordedPattern(
        ValuePath.parse(value.trim(), problem),
        dash < 0 ? null : ValuePath.parse(text.substring(dash + 1).trim(), problem),
        each,
        unit(unit),
        ResultPattern.ofCall("ok", ok, error));
  }

  private static Unit unit(@Nullable String text) {
    if (text == null) {
      return Unit.NS;
    }
    return switch (text) {
      case "ns" -> Unit.NS;
      case "us" -> Unit.US;
      case "ms" -> Unit.MS;
      case "s" -> Unit.S;
      default ->
          throw new IllegalArgumentException(
              "unit is '" + text + "', allowed are ns, us, ms and s");
    };
  }
}
