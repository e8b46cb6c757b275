package org.benchmonitor.setup.config;

/** A secret whose text never gets into a log, a message or a report by accident. */
public record Secret(String text) {
  @Override
  public String toString() {
    return "***";
  }
}
