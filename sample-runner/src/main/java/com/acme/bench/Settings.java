package com.acme.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is run.
 *
 * @param length how long the measured part is
 * @param rate the target in operations per second of all workers together; empty for as fast as
 *     possible
 * @param warmup the time before the measured part
 * @param ramp the time over which the workers join, from the run's begin
 * @param errorRate the share of updates that are made to fail, 0 to 1
 * @param stalls calls of each worker that stand still
 * @param slower by which share of its time each operation takes longer
 * @param db the database's file; empty for one in memory
 */
record Settings(
    int workers,
    Length length,
    Mix mix,
    OptionalDouble rate,
    Duration warmup,
    Duration ramp,
    ThreadKind threads,
    double errorRate,
    Stalls stalls,
    double slower,
    Optional<Path> db,
    long seed) {}
