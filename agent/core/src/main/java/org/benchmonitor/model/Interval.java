package org.benchmonitor.model;

import java.time.Instant;
import java.util.List;

/**
 * What one interval keeps for the timeline.
 *
 * @param sequence of the snapshot that it belongs to
 * @param status in which the whole interval ran
 * @param figures of the calls that completed in it
 * @param errors by type, counted in it
 * @param marks what happened in it
 */
public record Interval(
    long sequence,
    Instant start,
    Instant end,
    RunStatus status,
    Figures figures,
    ErrorCounts errors,
    int activeWorkers,
    long inFlight,
    SystemFigures system,
    List<Mark> marks) {}
