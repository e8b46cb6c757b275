package org.benchmonitor.config;

/** The {@code log_level} option; named as the levels of the agent's own log. */
public enum LogLevel {
  DEBUG,
  INFO,
  WARN,
  ERROR
}
