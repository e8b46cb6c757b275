package com.acme.bench;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * When one worker's operations are due, in nanoseconds since the run's begin. Each worker joins at
 * its own point of the ramp. With a target rate (open loop) operations stay due at even distances
 * from there, however late the ones before them were; without one, the next is due at once.
 */
final class Pace {
  private final long joinNanos;
  private final double distanceNanos;
  private long taken;

  private Pace(long joinNanos, double distanceNanos) {
    this.joinNanos = joinNanos;
    this.distanceNanos = distanceNanos;
  }

  /**
   * @param worker the worker's index, from 0
   * @param rate operations per second of all workers together
   */
  static Pace of(int worker, int workers, Duration ramp, OptionalDouble rate) {
    long join = Math.round((double) ramp.toNanos() * worker / workers);
    if (rate.isEmpty()) {
      return new Pace(join, 0);
    }
    double distance = 1e9 / rate.getAsDouble();
    return new Pace(join + Math.round(distance * worker), distance * workers);
  }

  long dueNanos() {
    return joinNanos + Math.round(taken * distanceNanos);
  }

  boolean hasTargetRate() {
    return distanceNanos > 0;
  }

  void take() {
    taken++;
  }
}
