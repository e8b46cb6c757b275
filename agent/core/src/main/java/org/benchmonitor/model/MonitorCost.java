package org.benchmonitor.model;

/**
 * What the agent itself costs and has left out.
 *
 * @param bytes held by counters and the retained timeline
 * @param suppressed failures of the probe that were kept from the host
 * @param clamped durations outside of 0 to one hour that were brought into range
 * @param listenerFailures listeners of snapshots that threw
 */
public record MonitorCost(
    String clock, long bytes, long suppressed, long clamped, long listenerFailures) {
  public static final MonitorCost NONE = new MonitorCost("nanotime", 0, 0, 0, 0);
}
