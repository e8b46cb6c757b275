package org.benchmonitor.setup.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * What ties the end of an operation to its start: one value or several, as in {@code this+arg:0}.
 * Immutable.
 *
 * @param ordered whether the last part is an order, and an end ends all up to its own
 */
public record KeyPattern(List<ValuePath> parts, boolean ordered) {
  private static final int MOST_PARTS = 4;

  /**
   * Understands a key.
   *
   * @throws IllegalArgumentException naming the rule and what is allowed
   */
  static KeyPattern parse(String rule, String text, boolean ordered) {
    String problem =
        rule
            + " is '"
            + text
            + "', allowed are one to "
            + MOST_PARTS
            + " parts with + between them, each "
            + ValuePath.ALLOWED;
    List<ValuePath> parts = new ArrayList<>();
    for (String part : text.split("\\+", -1)) {
      parts.add(ValuePath.parse(part.trim(), problem));
    }
    if (parts.size() > MOST_PARTS) {
      throw new IllegalArgumentException(problem);
    }
    return new KeyPattern(List.copyOf(parts), ordered);
  }

  /** Whether it is known only once the method has returned. */
  public boolean needsReturn() {
    for (ValuePath part : parts) {
      if (part.root() == ValuePath.Root.RETURN) {
        return true;
      }
    }
    return false;
  }
}
