package org.benchmonitor.bootstrap;

import java.util.function.LongSupplier;

/**
 * Checks that a counter goes forward and keeps its rate, against {@code System.nanoTime}. For one
 * thread.
 *
 * <p>A time stamp counter may jump when a virtual machine is moved or woken, and its rate was only
 * measured once. ntpd slews nanoTime by at most 0.05 %, half of the drift that is allowed here.
 * What slews it faster makes the clock fall back too.
 */
final class ClockCheck {
  private static final double MOST_DRIFT = 0.001;
  private static final long SLACK_NANOS = 50_000;
  private static final long SHORTEST_NANOS = 500_000_000;
  private static final long CLEAN_NANOS = 20_000;
  private static final int TRIES = 5;

  private final SwitchableClock clock;
  private final LongSupplier nanoTime;
  private Reading last;

  /** A tick of the counter between two readings of nanoTime. */
  private record Reading(long before, long ticks, long after) {}

  ClockCheck(SwitchableClock clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /**
   * Checks the direction and, half a second or more after the last reading, the rate.
   *
   * @return why the clock fell back to nanoTime just now, or null
   */
  String look() {
    if (!clock.isCounter()) {
      return null;
    }
    Reading now = read();
    if (last == null) {
      last = now;
      return null;
    }
    String fault = fault(last, now);
    if (fault != null) {
      clock.fallBack(last.ticks, last.before + (last.after - last.before) / 2);
    } else if (now.before - last.before >= SHORTEST_NANOS) {
      last = now;
    }
    return fault;
  }

  /** Falls back to nanoTime though the counter keeps its rate. */
  void leave() {
    if (clock.isCounter()) {
      Reading now = read();
      clock.fallBack(now.ticks, now.before + (now.after - now.before) / 2);
    }
  }

  /** The tightest of a few readings, since the thread may lose its core in the middle of one. */
  private Reading read() {
    Reading best = null;
    for (int i = 0; i < TRIES; i++) {
      long before = nanoTime.getAsLong();
      long ticks = clock.ticks();
      long after = nanoTime.getAsLong();
      if (best == null || after - before < best.after - best.before) {
        best = new Reading(before, ticks, after);
      }
      if (after - before < CLEAN_NANOS) {
        break;
      }
    }
    return best;
  }

  private String fault(Reading from, Reading to) {
    if (to.ticks < from.ticks) {
      return "the counter went back by " + (from.ticks - to.ticks) + " ticks";
    }
    long least = to.before - from.after;
    if (least < SHORTEST_NANOS) {
      return null;
    }
    long most = to.after - from.before;
    long counted = clock.scale().toNanos(to.ticks - from.ticks);
    if (counted < least * (1 - MOST_DRIFT) - SLACK_NANOS
        || counted > most * (1 + MOST_DRIFT) + SLACK_NANOS) {
      return "the counter said " + counted + " ns where nanoTime said " + least + " to " + most;
    }
    return null;
  }
}
