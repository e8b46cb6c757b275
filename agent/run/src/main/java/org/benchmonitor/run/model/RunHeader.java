package org.benchmonitor.run.model;

import java.util.List;
import java.util.Map;

/**
 * What is known of a run from its start on and does not change.
 *
 * <p>Never holds arguments of the program, system properties, environment or secrets.
 *
 * @param session the run's identifier
 * @param started tells the host's process from later ones of its number, empty if unknown
 * @param digits significant digits of all histograms
 * @param patterns the operation patterns as they were given
 * @param thresholds what the run must keep to, as they were given
 * @param tags the user's own words about the run, by their names
 * @param machine what it ran on, such as its cores and its processor, by the names of the facts
 */
public record RunHeader(
    String session,
    HostFacts host,
    String started,
    int digits,
    List<String> patterns,
    List<String> thresholds,
    Map<String, String> tags,
    Map<String, String> machine) {
  /** The header of runs of a JVM of which nothing else is known. */
  public static RunHeader of(HostFacts host, int digits) {
    return new RunHeader("", host, "", digits, List.of(), List.of(), Map.of(), Map.of());
  }

  /** The same of the run with this identifier. */
  public RunHeader ofSession(String id) {
    return new RunHeader(id, host, started, digits, patterns, thresholds, tags, machine);
  }

  /** The same with these tags alone. */
  public RunHeader ofTags(Map<String, String> given) {
    return new RunHeader(session, host, started, digits, patterns, thresholds, given, machine);
  }
}
