package org.benchmonitor.setup.pattern;

import org.jspecify.annotations.Nullable;

/**
 * The {@code ok=} and {@code error=} rules of an operation, parsed; immutable.
 *
 * @param method the method of the returned value whose result counts, or null for the value itself
 * @param expectation what that result must be for a success
 * @param errorMethod the method of the returned value that names the error, or null for the value
 */
public record ResultPattern(
    @Nullable String method, Expectation expectation, @Nullable String errorMethod) {
  private static final String ALLOWED =
      "allowed are return:<value> and method():<value>, with a value of true, false, null, !null, a"
          + " number, a range such as 200-399, or a text";

  /**
   * Understands the options, or returns null if there are none.
   *
   * @throws IllegalArgumentException naming the value and what is allowed
   */
  static @Nullable ResultPattern parse(@Nullable String ok, @Nullable String error) {
    if (ok == null) {
      if (error != null) {
        throw new IllegalArgumentException(
            "error is '" + error + "' without an ok= that says what a failure is");
      }
      return null;
    }
    int colon = ok.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("ok is '" + ok + "', " + ALLOWED);
    }
    String method = method(ok.substring(0, colon), "ok is '" + ok + "', " + ALLOWED);
    String errorMethod =
        error == null
            ? null
            : method(error, "error is '" + error + "', allowed is method() or return");
    return new ResultPattern(method, Expectation.parse(ok.substring(colon + 1)), errorMethod);
  }

  private static @Nullable String method(String text, String problem) {
    if (text.equals("return")) {
      return null;
    }
    String name = text.endsWith("()") ? text.substring(0, text.length() - 2) : "";
    if (!PatternNames.isIdentifier(name)) {
      throw new IllegalArgumentException(problem);
    }
    return name;
  }
}
