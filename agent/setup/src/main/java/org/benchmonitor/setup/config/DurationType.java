package org.benchmonitor.setup.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

final class DurationType implements ValueType<Duration> {
  private final Duration shortest;
  private final Duration longest;

  DurationType(Duration shortest, Duration longest) {
    this.shortest = shortest;
    this.longest = longest;
  }

  @Override
  public @Nullable Duration parse(String text) {
    Duration value = Durations.parse(text);
    return value == null || value.compareTo(shortest) < 0 || value.compareTo(longest) > 0
        ? null
        : value;
  }

  @Override
  public String allowed() {
    return "a duration (500ms, 10s, 5m, 1h) from "
        + Durations.text(shortest)
        + " to "
        + Durations.text(longest);
  }
}
