package org.benchmonitor.host.sample;

import java.util.concurrent.atomic.AtomicLong;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.thread.Loop;
import org.benchmonitor.run.thread.Rest;

/**
 * Notices when the machine or the JVM stands still: sleeps a little at a time and looks how long
 * that took. Its own thread writes, any thread reads.
 *
 * <p>After Gil Tene's jHiccup. A stall hides the part of it that lies before the end of the sleep
 * it began in, so what is seen is up to one sleep shorter than it was. Every stall is kept that
 * lasts {@link #SHORTEST_NANOS} or, where sleeps are long, a sleep and {@link #LEAST_LATE_NANOS};
 * with the length that was seen: at least so long did all stand still.
 *
 * <p>How little it sleeps is up to {@link HiccupPace}.
 */
final class HiccupMeter implements Loop {
  static final long SHORTEST_NANOS = 11_000_000;

  /** Busy machines are late by less all the time. */
  static final long LEAST_LATE_NANOS = 6_000_000;

  private final Ticker ticker;
  private final PendingMarks marks;
  private final HiccupPace pace;
  private final AtomicLong count = new AtomicLong();
  private final AtomicLong totalNanos = new AtomicLong();
  private final AtomicLong longestNanos = new AtomicLong();
  private long before = -1;
  private volatile boolean stopped;

  HiccupMeter(Ticker ticker, PendingMarks marks, HiccupPace pace) {
    this.ticker = ticker;
    this.marks = marks;
    this.pace = pace;
  }

  @Override
  public boolean isOver() {
    return stopped;
  }

  @Override
  public void turn() {
    long from = before < 0 ? ticker.nanos() : before;
    long sleep = pace.sleepNanos();
    Rest.nanos(sleep);
    long now = ticker.nanos();
    before = now;
    slept(sleep, from, now);
    pace.look(now);
  }

  /** What a failure has cost is no stall. */
  @Override
  public void failed() {
    before = -1;
  }

  /** Takes one sleep of a nominal length that began and ended at these times. */
  void slept(long sleepNanos, long beforeNanos, long afterNanos) {
    long late = afterNanos - beforeNanos - sleepNanos;
    if (late >= Math.max(LEAST_LATE_NANOS, SHORTEST_NANOS - sleepNanos)) {
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
