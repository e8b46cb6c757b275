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
        : new Rule(
            PathReader.of(pattern.subject()),
            pattern.expectation(),
            PathReader.of(pattern.error()));
  }

  private record Rule(PathReader subject, Expectation expectation, PathReader error)
      implements ResultRule {
    @Override
    public @Nullable String errorOf(@Nullable Object returned) {
      return expectation.isMet(subject.read(returned))
          ? null
          : String.valueOf(error.read(returned));
    }
  }
}
