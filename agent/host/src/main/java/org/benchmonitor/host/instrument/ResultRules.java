package org.benchmonitor.host.instrument;

import org.benchmonitor.bootstrap.ResultRule;
import org.benchmonitor.setup.pattern.Expectation;
import org.benchmonitor.setup.pattern.ResultPattern;
import org.jspecify.annotations.Nullable;

/** Makes what a worker's thread asks a returned value. */
final class ResultRules {
  private ResultRules() {}

  /** Makes the rule, or null if there is none. */
  static @Nullable ResultRule of(@Nullable ResultPattern pattern) {
    return pattern == null
        ? null
        : new Rule(method(pattern.method()), pattern.expectation(), method(pattern.errorMethod()));
  }

  private static @Nullable PublicMethod method(@Nullable String name) {
    return name == null ? null : new PublicMethod(name);
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
