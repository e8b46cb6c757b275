package org.benchmonitor.run.model;

import java.util.Optional;

/** How much an entry matters, in ascending order. */
public enum LogLevel {
  DEBUG("debug"),
  INFO("info"),
  WARN("warn"),
  ERROR("error");

  private final String text;

  LogLevel(String text) {
    this.text = text;
  }

  /** The name in options and in the API. */
  public String text() {
    return text;
  }

  /** Returns the level of a name as in options and in the API, or empty if there is none. */
  public static Optional<LogLevel> of(String text) {
    for (LogLevel level : values()) {
      if (level.text.equals(text)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }
}
