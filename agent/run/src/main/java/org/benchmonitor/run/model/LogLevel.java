package org.benchmonitor.run.model;

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
}
