package org.benchmonitor.run.model;

import java.util.List;

/**
 * All workers at the end of an interval.
 *
 * @param total threads that have begun an operation
 * @param ended those of them that have ended
 * @param unlisted those that are counted but not in {@code listed}
 * @param inFlight operations begun and not yet completed, asynchronous ones included
 * @param oldestInFlightNanos the age of the oldest of these
 * @param listed the workers alive, then the last ended ones, each by number
 */
public record Workers(
    long total,
    int active,
    int idle,
    long ended,
    long unlisted,
    long inFlight,
    long oldestInFlightNanos,
    List<WorkerFigures> listed) {
  public static final Workers NONE = new Workers(0, 0, 0, 0, 0, 0, 0, List.of());
}
