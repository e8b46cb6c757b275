package org.benchmonitor.run.frame;

import java.util.List;
import java.util.Map;
import org.benchmonitor.run.model.HostFacts;

/**
 * What a file of frames begins with, and what does not change in it.
 *
 * <p>Never holds arguments of the program, system properties, environment or secrets.
 *
 * @param session the run's identifier
 * @param started tells the host's process from later ones of its number, empty if unknown
 * @param digits significant digits of all histograms
 * @param patterns the operation patterns as they were given
 * @param tags the user's own words about the run, by their names
 * @param machine what it ran on, such as its cores and its processor, by the names of the facts
 */
public record RunHeader(
    String session,
    HostFacts host,
    String started,
    int digits,
    List<String> patterns,
    Map<String, String> tags,
    Map<String, String> machine) {}
