package org.benchmonitor.run.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What does not change while the agent runs.
 *
 * @param version the agent's
 * @param mainClass the host's main class or jar, as it was started
 * @param duration how long the run is meant to take, if it was said
 * @param workers how many workers it is meant to have, if it was said
 * @param scenario what is run, if it was said
 * @param interval the nominal length of an interval
 * @param control whether the run may be paused, resumed and stopped
 */
public record HostFacts(
    String version,
    long pid,
    String jvmName,
    String jvmVersion,
    String jvmVendor,
    String mainClass,
    @Nullable Duration duration,
    @Nullable Integer workers,
    @Nullable String scenario,
    Duration interval,
    boolean control) {
  /** The same of a run that cannot be paused, resumed or stopped. */
  public HostFacts withoutControl() {
    return new HostFacts(
        version,
        pid,
        jvmName,
        jvmVersion,
        jvmVendor,
        mainClass,
        duration,
        workers,
        scenario,
        interval,
        false);
  }
}
