package org.benchmonitor.host.sample;

import java.time.Duration;

/**
 * What a run is made of.
 *
 * @param interval the nominal length of an interval
 * @param warmup from the first operation; left out of the totals
 * @param ramp after the warm-up; left out of the totals
 * @param bySessionMethod whether a method of the host begins and ends the run
 * @param mostErrors how many recent errors are kept
 * @param sessionId the given identifier of the first run, which further ones add a number to; or
 *     empty for generated ones
 */
public record SamplerOptions(
    Duration interval,
    Duration warmup,
    Duration ramp,
    boolean bySessionMethod,
    int mostErrors,
    String sessionId) {}
