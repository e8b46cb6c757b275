package org.benchmonitor.setup.config;

import org.jspecify.annotations.Nullable;

/** A method pattern; only its presence is checked here, who instruments understands it. */
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
