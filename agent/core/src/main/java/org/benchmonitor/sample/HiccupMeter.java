package org.benchmonitor.sample;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.benchmonitor.model.Mark;

/**
 * Notices when the machine or the JVM stands still: sleeps {@link #SLEEP_NANOS} at a time and looks
 * how long that took. Its own thread writes, any thread reads.
 *
 * <p>After Gil Tene's jHiccup. A stall hides the part of it that lies before the end of the sleep
 * it began in, so what is seen is up to one sleep shorter than it was. Everything is kept that may
 * have lasted {@link #SHORTEST_NANOS}, with the length that was seen: at least so long did all
 * stand still.
 *
 * <p>Not the millisecond of jHiccup: to wake a thread costs 10 to 20 us of CPU, nearly all of it
 * the kernel's (a C program pays the same), so a thousand a second are 1 to 2 % of a core.
 */
final class HiccupMeter implements Runnable {
  /** Every stall of this length is kept; busy machines are late by less all the time. */
  static final long SHORTEST_NANOS = 11_000_000;

  static final long SLEEP_NANOS = 5_000_000;

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
    if (late >= SHORTEST_NANOS - SLEEP_NANOS) {
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
