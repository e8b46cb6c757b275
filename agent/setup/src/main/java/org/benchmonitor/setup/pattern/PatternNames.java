package org.benchmonitor.setup.pattern;

/**
 * Checks that a name in a pattern is possible in a class file.
 *
 * <p>Class files allow more than Java: other languages have names with blanks and operators.
 * Source: The Java Virtual Machine Specification, 4.2.1 and 4.2.2.
 */
final class PatternNames {
  /** Longer ones would only be written to have the comparison take long. */
  private static final int LONGEST = 2_000;

  private PatternNames() {}

  /**
   * The binary name of a type, or a part of one with wildcards.
   *
   * @throws IllegalArgumentException naming what no class file has
   */
  static String type(String name, String text) {
    return checked(name, ";[/", text);
  }

  /**
   * The name of a method, or a part of one with wildcards.
   *
   * @throws IllegalArgumentException naming what no class file has
   */
  static String method(String name, String text) {
    return name.equals("<init>") ? name : checked(name, ".;[/<>", text);
  }

  /** Whether a text is the name of a method as Java has it, but for its first character. */
  static boolean isIdentifier(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isJavaIdentifierPart(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static String checked(String name, String forbidden, String text) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + text + "' has an empty name, " + OperationPattern.ALLOWED);
    }
    if (name.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a name has " + name.length() + " characters, allowed are " + LONGEST);
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean atAnEnd = i == 0 || i == name.length() - 1;
      if (forbidden.indexOf(c) >= 0 || Character.isISOControl(c) || (c == ' ' && atAnEnd)) {
        throw new IllegalArgumentException(
            "'" + text + "' contains '" + c + "', " + OperationPattern.ALLOWED);
      }
    }
    return name;
  }
}
