package org.benchmonitor.bootstrap;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one pattern has of operations that begin in one method and end in another. Any thread;
 * counts are atomic.
 */
public final class PairOperation {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final int number = NEXT.getAndIncrement();
  private final boolean ordered;
  private final boolean restarts;
  private final boolean awaitsStarts;
  private final long timeoutNanos;
  private final LongAdder again = new LongAdder();
  private final LongAdder beyond = new LongAdder();
  private final LongAdder withoutKey = new LongAdder();
  private final LongAdder withoutStart = new LongAdder();
  private final LongAdder neverEnded = new LongAdder();

  /**
   * Describes the pairs of a pattern.
   *
   * @param ordered whether one end may end all up to its own key
   * @param restarts whether a start whose key has one already begins another operation
   * @param awaitsStarts whether an end may come before its start's key is known
   * @param timeoutNanos after it an operation is given up
   */
  public PairOperation(boolean ordered, boolean restarts, boolean awaitsStarts, long timeoutNanos) {
    this.ordered = ordered;
    this.restarts = restarts;
    this.awaitsStarts = awaitsStarts;
    this.timeoutNanos = timeoutNanos;
  }

  int number() {
    return number;
  }

  boolean isOrdered() {
    return ordered;
  }

  boolean restarts() {
    return restarts;
  }

  boolean awaitsStarts() {
    return awaitsStarts;
  }

  long timeoutNanos() {
    return timeoutNanos;
  }

  void countAgain() {
    again.increment();
  }

  void countBeyond() {
    beyond.increment();
  }

  void countWithoutKey() {
    withoutKey.increment();
  }

  void countWithoutStart() {
    withoutStart.increment();
  }

  void countNeverEnded() {
    neverEnded.increment();
  }

  /** Starts whose key had one already that had not ended. */
  public long again() {
    return again.sum();
  }

  /** Starts that were not counted because too many operations were under way. */
  public long beyond() {
    return beyond.sum();
  }

  /** Starts and ends whose key was null or could not be read. */
  public long withoutKey() {
    return withoutKey.sum();
  }

  /** Ends whose key had no start. */
  public long withoutStart() {
    return withoutStart.sum();
  }

  /** Operations that were given up: after the timeout, or once nobody could have their key. */
  public long neverEnded() {
    return neverEnded.sum();
  }
}
