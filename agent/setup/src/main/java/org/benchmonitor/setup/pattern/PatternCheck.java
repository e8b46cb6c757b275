package org.benchmonitor.setup.pattern;

import java.util.Optional;
import org.benchmonitor.setup.config.OperationSpec;

/** Says whether a pattern can be parsed. */
public final class PatternCheck {
  private PatternCheck() {}

  /** What is wrong with the pattern or its rules, and what is allowed. */
  public static Optional<String> problem(OperationSpec spec) {
    try {
      OperationPattern.parse(spec);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
