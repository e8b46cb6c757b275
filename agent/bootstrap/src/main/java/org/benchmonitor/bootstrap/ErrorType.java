package org.benchmonitor.bootstrap;

/**
 * A type of error with the number under which the cells count it; immutable.
 *
 * <p>An exception's type is the binary name of its class, so classes that share a simple name stay
 * apart. A rule's type is its text.
 */
public final class ErrorType {
  /** The object with its two strings, and its entries in the table's map and the class's. */
  private static final long EMPTY_BYTES = 250;

  private final int number;
  private final String name;
  private final String simpleName;

  ErrorType(int number, String name, String simpleName) {
    this.number = number;
    this.name = name;
    this.simpleName = simpleName;
  }

  /** From 0 to below {@link ErrorTable#MOST_TYPES}; unique among the types of a recording. */
  public int number() {
    return number;
  }

  /** The binary name of the exception's class, or a rule's text; unique among types. */
  public String name() {
    return name;
  }

  /** The name to show if no other type shares it; for a rule, its text. */
  public String simpleName() {
    return simpleName;
  }

  /** The bytes that the type holds, without its counts, which are in the cells. */
  public long bytes() {
    return EMPTY_BYTES + name.length() + simpleName.length();
  }
}
