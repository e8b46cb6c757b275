package org.benchmonitor.setup.config;

/**
 * An option, or part of one, that could not be used.
 *
 * @param source where it was given
 * @param key the option as it was written
 * @param value the value as it was written, but for secrets
 * @param message what is allowed and what is done instead
 */
public record Problem(String source, String key, String value, String message) {
  /** One line without line breaks or control characters, whatever was given. */
  public String line() {
    String given = value.isEmpty() ? Shown.of(key) : Shown.of(key) + "=" + Shown.of(value);
    return "option " + given + " (" + Shown.of(source) + "): " + message;
  }
}
