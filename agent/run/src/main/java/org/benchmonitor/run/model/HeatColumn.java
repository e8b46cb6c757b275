package org.benchmonitor.run.model;

import java.time.Instant;

/**
 * One column of a heat map.
 *
 * @param start of its first interval
 * @param lengthNanos measured, of all its intervals
 * @param counts of the successful calls
 */
public record HeatColumn(Instant start, long lengthNanos, BandCounts counts) {}
