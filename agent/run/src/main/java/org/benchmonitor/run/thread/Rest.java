package org.benchmonitor.run.thread;

import java.util.concurrent.locks.LockSupport;

/** Waits on a thread of the agent; an interrupt by the host does not turn the wait into a spin. */
public final class Rest {
  private Rest() {}

  /**
   * Waits until it is woken, at most so long. An interrupt is forgotten: with its flag set no wait
   * would wait any more.
   */
  public static void nanos(long longest) {
    // Somebody who asks in a loop must not be held up by a flag that was set before.
    Thread.interrupted();
    LockSupport.parkNanos(longest);
    Thread.interrupted();
  }

  /** Waits for a thread to end, at most so long; an interrupt stays set, yet ends no wait. */
  public static void untilEnd(Thread thread, long longestNanos) {
    long deadline = System.nanoTime() + longestNanos;
    boolean interrupted = false;
    long left = longestNanos;
    while (left > 0 && thread.isAlive()) {
      try {
        // Rounded up: a join of 0 ms would wait for ever.
        thread.join(left / 1_000_000 + 1);
      } catch (InterruptedException anothers) {
        interrupted = true;
      }
      left = deadline - System.nanoTime();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
