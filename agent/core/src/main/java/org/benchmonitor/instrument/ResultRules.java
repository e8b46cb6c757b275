package org.benchmonitor.instrument;

import org.benchmonitor.bootstrap.ResultRule;
import org.jspecify.annotations.Nullable;

/** Understands the {@code ok=} and {@code error=} options of an operation. */
final class ResultRules {
  private static final String ALLOWED =
      "allowed are return:<value> and method():<value>, with a value of true, false, null, !null, a"
          + " number, a range such as 200-399, or a text";

  private ResultRules() {}

  /**
   * Makes the rule, or null if there is none.
   *
   * @throws IllegalArgumentException naming the value and what is allowed
   */
  static @Nullable ResultRule parse(@Nullable String ok, @Nullable String error) {
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
    PublicMethod subject = subject(ok.substring(0, colon), "ok is '" + ok + "', " + ALLOWED);
    PublicMethod errorText =
        error == null
            ? null
            : subject(error, "error is '" + error + "', allowed is method() or return");
    return new Rule(subject, Expectation.parse(ok.substring(colon + 1)), errorText);
  }

  /** The method whose value is looked at, or null for the returned value itself. */
  private static @Nullable PublicMethod subject(String text, String problem) {
    if (text.equals("return")) {
      return null;
    }
    if (!text.endsWith("()") || !isIdentifier(text.substring(0, text.length() - 2))) {
      throw new IllegalArgumentException(problem);
    }
    return new PublicMethod(text.substring(0, text.length() - 2));
  }

  private static boolean isIdentifier(String text) {
    return !text.isEmpty() && text.chars().allMatch(Character::isJavaIdentifierPart);
  }

  private record Rule(
      @Nullable PublicMethod subject, Expectation expectation, @Nullable PublicMethod errorText)
      implements ResultRule {
    @Override
    public @Nullable String errorOf(@Nullable Object returned) {
      Object value = subject == null || returned == null ? returned : subject.call(returned);
      if (expectation.isMet(value)) {
        return null;
      }
      Object text = errorText == null || returned == null ? returned : errorText.call(returned);
      return String.valueOf(text);
    }
  }
}
