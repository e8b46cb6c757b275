package org.benchmonitor.setup.config;

import org.jspecify.annotations.Nullable;

/** A {@link ClockChoice} that this JVM has. */
final class ClockType implements ValueType<ClockChoice> {
  private final ChoiceType<ClockChoice> all = new ChoiceType<>(ClockChoice.values());

  @Override
  public @Nullable ClockChoice parse(String text) {
    ClockChoice choice = all.parse(text);
    return choice == ClockChoice.TSC && !ClockChoice.hasTsc() ? null : choice;
  }

  @Override
  public String allowed() {
    return all.allowed().concat("; tsc needs JDK 22 or newer on Linux and x86-64");
  }
}
