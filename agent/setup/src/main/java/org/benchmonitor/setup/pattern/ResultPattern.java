package org.benchmonitor.setup.pattern;

import org.jspecify.annotations.Nullable;

/**
 * The {@code ok=} and {@code error=} rules of an operation, or a condition of an end; immutable.
 *
 * @param subject the value that counts
 * @param expectation what it must be for a success
 * @param error the value that names the error
 */
public record ResultPattern(ValuePath subject, Expectation expectation, ValuePath error) {
  private static final String VALUE =
      "with a value of true, false, null, !null, a number, a range such as 200-399, or a text";
  private static final String OF_RETURNED =
      "allowed are return:<value> and method():<value>, or method().method():<value>, " + VALUE;
  private static final String OF_CALL =
      "allowed is <path>:<value>, with a path of " + ValuePath.ALLOWED + ", and " + VALUE;
  private static final ValuePath RETURNED = ValuePath.of(ValuePath.Root.RETURN);

  /**
   * Understands what a returned value means, or returns null if there is nothing.
   *
   * @throws IllegalArgumentException naming the value and what is allowed
   */
  static @Nullable ResultPattern parse(@Nullable String ok, @Nullable String error) {
    checkErrorAlone("ok", ok, error);
    if (ok == null) {
      return null;
    }
    String problem = "ok is '" + ok + "', " + OF_RETURNED;
    int colon = ok.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(problem);
    }
    return new ResultPattern(
        returned(ok.substring(0, colon), problem),
        Expectation.parse(ok.substring(colon + 1)),
        error == null
            ? RETURNED
            : returned(
                error,
                "error is '" + error + "', allowed is return, or method() or method().method()"));
  }

  private static ValuePath returned(String text, String problem) {
    if (text.equals("return")) {
      return RETURNED;
    }
    ValuePath path = ValuePath.parse("return." + text, problem);
    for (ValuePath.Step step : path.steps()) {
      if (!step.isCall()) {
        throw new IllegalArgumentException(problem);
      }
    }
    return path;
  }

  /**
   * Understands a condition on the values of a call, or returns null if there is none.
   *
   * @param rule its name, such as {@code end.ok}
   * @throws IllegalArgumentException naming the value and what is allowed
   */
  static @Nullable ResultPattern ofCall(
      String rule, @Nullable String condition, @Nullable String error) {
    checkErrorAlone(rule, condition, error);
    if (condition == null) {
      return null;
    }
    String problem = rule + " is '" + condition + "', " + OF_CALL;
    // The first colon of arg:N belongs to the path.
    int colon = condition.indexOf(':', condition.startsWith("arg:") ? "arg:".length() : 0);
    if (colon < 0) {
      throw new IllegalArgumentException(problem);
    }
    ValuePath subject = ValuePath.parse(condition.substring(0, colon), problem);
    String problemOfError = "error is '" + error + "', allowed is " + ValuePath.ALLOWED;
    return new ResultPattern(
        subject,
        Expectation.parse(condition.substring(colon + 1)),
        error == null ? subject.start() : ValuePath.parse(error, problemOfError));
  }

  private static void checkErrorAlone(String rule, @Nullable String ok, @Nullable String error) {
    if (ok == null && error != null) {
      throw new IllegalArgumentException(
          "error is '" + error + "' without an " + rule + "= that says what a failure is");
    }
  }
}
