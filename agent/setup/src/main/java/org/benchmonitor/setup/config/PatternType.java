package org.benchmonitor.setup.config;

import org.jspecify.annotations.Nullable;

/** A method pattern, taken as it is; {@code setup.pattern} parses it. */
final class PatternType implements ValueType<String> {
  @Override
  public @Nullable String parse(String text) {
    return text;
  }

  @Override
  public String allowed() {
    return "a method pattern such as com.acme.Worker#run";
  }
}
