package org.benchmonitor.host.sample;

import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.thread.Loop;
import org.benchmonitor.run.thread.Rest;

/**
 * Notices when the machine or the JVM stands still: sleeps briefly and measures how long that took.
 * Its own thread writes, the sampler reads.
 *
 * <p>After Gil Tene's jHiccup. The part of a stall before the end of the sleep it began in stays
 * hidden, so a stall is seen up to one sleep too short. The meter records every stall of at least
 * {@link #SHORTEST_NANOS} or, where sleeps are long, of a sleep and {@link #LEAST_LATE_NANOS}. It
 * records the length that it saw, which is a lower bound.
 *
 * <p>{@link HiccupPace} chooses the length of the sleep. Sleeps are measured with {@code
 * System.nanoTime}: the clock of the operations is reached by a method handle, which is slow in
 * code that is not compiled.
 */
final class HiccupMeter implements Loop {
  static final long SHORTEST_NANOS = 11_000_000;

  /** Busy machines wake threads late all the time, but by less than this. */
  static final long LEAST_LATE_NANOS = 6_000_000;

  private final Ticker ticker;
  private final PendingMarks marks;
  private final HiccupPace pace;

  /** Guarded by this meter's monitor, as are the next three: a stall is seen whole or not yet. */
  private long count;

  private long totalNanos;
  private long longestNanos;
  private long longestSinceNanos;
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
    long from = before < 0 ? System.nanoTime() : before;
    long sleep = pace.sleepNanos();
    Rest.nanos(sleep);
    long now = System.nanoTime();
    before = now;
    slept(sleep, from, now);
    pace.look(now);
  }

  /** Drops the time of the failure, which is no stall. */
  @Override
  public void failed() {
    before = -1;
  }

  /** Judges one sleep of a nominal length that began and has just ended at these times. */
  void slept(long sleepNanos, long beforeNanos, long afterNanos) {
    long late = afterNanos - beforeNanos - sleepNanos;
    if (late >= Math.max(LEAST_LATE_NANOS, SHORTEST_NANOS - sleepNanos)) {
      count(late);
      marks.add(
          new Mark(
              ticker.instantOf(ticker.nanos() - late),
              Mark.Kind.STALL,
              late,
              "the JVM or the machine stood still"));
    }
  }

  void stop() {
    stopped = true;
  }

  private synchronized void count(long stallNanos) {
    count++;
    totalNanos += stallNanos;
    longestNanos = Math.max(longestNanos, stallNanos);
    longestSinceNanos = Math.max(longestSinceNanos, stallNanos);
  }

  /** The stalls so far; the next call's {@code longestSince} is of those from now on. */
  synchronized Stalls take() {
    Stalls taken = new Stalls(count, totalNanos, longestNanos, longestSinceNanos);
    longestSinceNanos = 0;
    return taken;
  }

  /**
   * The stalls since the start of the meter.
   *
   * @param longestSinceNanos the longest since the last look
   */
  record Stalls(long count, long totalNanos, long longestNanos, long longestSinceNanos) {
    static final Stalls NONE = new Stalls(0, 0, 0, 0);
  }
}
