package org.benchmonitor.host.counter;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures the rate of a counter against {@code System.nanoTime} for a second, and whether it goes
 * forward at that rate all the time. For one thread.
 *
 * <p>It works for some microseconds and rests between, so that the system moves the thread from
 * core to core as it likes.
 *
 * @param counter the counter, read once all before has executed
 * @param nanoTime what it is compared with
 * @param rest waits for so many nanoseconds, or less if it is disturbed
 */
record CounterTrial(LongSupplier counter, LongSupplier nanoTime, LongConsumer rest) {
  private static final int STEPS = 50;
  private static final long REST_NANOS = 20_000_000;
  private static final int TRIES = 20;

  /** How far a reading may lie from the line, beside half the width of its bracket. */
  private static final double SLACK_NANOS = 1_000;

  /** What the system's clock may be slewed by, and half as much again. */
  private static final double MOST_DRIFT = 0.00075;

  /**
   * What the trial found.
   *
   * @param nanosPerCount the rate
   * @param fault what is wrong with the counter, or null
   */
  record Result(double nanosPerCount, @Nullable String fault) {
    private static Result faulty(String fault) {
      return new Result(0, fault);
    }
  }

  /** The counter between two readings of nanoTime; {@code nanos} is the middle of the two. */
  private record Reading(double nanos, long width, long count) {}

  Result run() {
    Reading[] readings = new Reading[STEPS + 1];
    // The first calls are slow.
    readings[0] = read();
    readings[0] = read();
    for (int i = 1; i <= STEPS; i++) {
      restFully();
      readings[i] = read();
      if (readings[i].count <= readings[i - 1].count) {
        return Result.faulty("it went back from one reading to the next");
      }
    }
    return judge(readings);
  }

  /** Also after a wait that has ended early: the rate needs its second. */
  private void restFully() {
    long start = nanoTime.getAsLong();
    for (long left = REST_NANOS; left > 0; left = REST_NANOS - (nanoTime.getAsLong() - start)) {
      rest.accept(left);
    }
  }

  private Result judge(Reading[] readings) {
    Reading first = readings[0];
    Reading last = readings[STEPS];
    double nanosPerCount = (last.nanos - first.nanos) / (last.count - first.count);
    if (!(nanosPerCount > 0.05 && nanosPerCount < 100)) {
      return Result.faulty("it counts once in " + nanosPerCount + " ns");
    }
    for (Reading one : readings) {
      double passed = one.nanos - first.nanos;
      double off = (one.count - first.count) * nanosPerCount - passed;
      double allowed = (one.width + first.width + last.width) / 2.0 + SLACK_NANOS;
      if (Math.abs(off) > allowed + passed * MOST_DRIFT) {
        return Result.faulty("it is off by " + Math.round(off) + " ns within a second");
      }
    }
    return new Result(nanosPerCount, null);
  }

  /** The tightest of a few readings, since the thread may lose its core in the middle of one. */
  private Reading read() {
    Reading best = readOnce();
    for (int i = 1; i < TRIES; i++) {
      Reading next = readOnce();
      best = next.width < best.width ? next : best;
    }
    return best;
  }

  private Reading readOnce() {
    long before = nanoTime.getAsLong();
    long count = counter.getAsLong();
    long width = nanoTime.getAsLong() - before;
    return new Reading(before + width / 2.0, width, count);
  }
}
