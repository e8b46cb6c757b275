package org.benchmonitor.run.follow;

import org.benchmonitor.run.thread.Rest;

/** The clock and the way to wait; tests bring their own. */
interface Time {
  /** Nanoseconds on the clock of {@link System#nanoTime}. */
  long nanos();

  /** Waits until the thread is woken, or for the given time at most. */
  void rest(long longestNanos);

  /** The clock of this machine. */
  Time SYSTEM =
      new Time() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void rest(long longestNanos) {
          Rest.nanos(longestNanos);
        }
      };
}
