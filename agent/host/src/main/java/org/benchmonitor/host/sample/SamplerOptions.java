package org.benchmonitor.host.sample;

import java.time.Duration;

/**
 * The options of a run.
 *
 * @param interval the nominal length of an interval
 * @param warmup from the first operation; left out of the totals
 * @param ramp after the warm-up; left out of the totals
 * @param bySessionMethod whether a method of the host begins and ends the run
 * @param mostErrors how many recent errors are kept
 * @param sessionId the name of the first run, to which later ones add a number; empty for generated
 *     names
 */
public record SamplerOptions(
    Duration interval,
    Duration warmup,
    Duration ramp,
    boolean bySessionMethod,
    int mostErrors,
    String sessionId) {}
