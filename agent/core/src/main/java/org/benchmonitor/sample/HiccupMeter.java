package org.benchmonitor.sample;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.benchmonitor.model.Mark;

/**
 * Notices when the machine or the JVM stands still: sleeps a millisecond at a time and looks how
 * long that took. Its own thread writes, any thread reads.
 *
 * <p>After Gil Tene's jHiccup; a stall is kept when it is longer than {@link #SHORTEST_NANOS}.
 */
final class HiccupMeter implements Runnable {
  /** The shortest stall that is kept; busy machines are late by less all the time. */
  static final long SHORTEST_NANOS = 10_000_000;

  private static final long SLEEP_NANOS = 1_000_000;

  private final Ticker ticker;
  private final Marks marks;
  private final AtomicLong count = new AtomicLong();
  private final AtomicLong totalNanos = new AtomicLong();
  private final AtomicLong longestNanos = new AtomicLong();
  private volatile boolean stopped;

  HiccupMeter(Ticker ticker, Marks marks) {
    this.ticker = ticker;
    this.marks = marks;
  }

  @Override
  public void run() {
    long before = ticker.nanos();
    while (!stopped) {
      LockSupport.parkNanos(SLEEP_NANOS);
      long now = ticker.nanos();
      slept(before, now);
      before = now;
    }
  }

  /** Takes one sleep of the nominal length that began and ended at these times. */
  void slept(long beforeNanos, long afterNanos) {
    long late = afterNanos - beforeNanos - SLEEP_NANOS;
    if (late >= SHORTEST_NANOS) {
      count.incrementAndGet();
      totalNanos.addAndGet(late);
      longestNanos.accumulateAndGet(late, Math::max);
      marks.add(
          new Mark(
              ticker.instantOf(afterNanos - late),
              Mark.Kind.STALL,
              late,
              "the JVM or the machine stood still"));
    }
  }

  void stop() {
    stopped = true;
  }

  long count() {
    return count.get();
  }

  long totalNanos() {
    return totalNanos.get();
  }

  long longestNanos() {
    return longestNanos.get();
  }
}
