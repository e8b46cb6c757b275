package org.benchmonitor.setup.preset;

import java.util.List;

/**
 * What is known of one runner or of one client library; immutable.
 *
 * @param name the value of the option {@code preset}
 * @param title its own name
 * @param isClient whether it is a library that runners call: watched only where there is no runner
 * @param triggers each tells that it is there
 * @param operations in the syntax of agent arguments, one pattern with its rules each
 * @param notes what whoever reads the figures must know
 */
public record Preset(
    String name,
    String title,
    boolean isClient,
    List<Trigger> triggers,
    List<String> operations,
    List<String> notes) {
  /**
   * A class that only this runner or library has.
   *
   * @param internalName its name with slashes
   * @param method name and descriptor of a method that it must have, or empty
   */
  public record Trigger(String internalName, String method) {}

  /** What to write behind the jar's name for the same patterns. */
  public String arguments() {
    return String.join(",", operations);
  }
}
