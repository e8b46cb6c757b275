package org.benchmonitor.setup.config;

/**
 * A secret; {@code toString} does not reveal it, so no log, message or report contains it by
 * accident.
 */
public record Secret(String text) {
  @Override
  public String toString() {
    return "***";
  }
}
