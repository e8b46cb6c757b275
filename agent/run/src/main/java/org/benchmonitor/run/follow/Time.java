package org.benchmonitor.run.follow;

import org.benchmonitor.run.thread.Rest;

/** The clock and the waiting; a test brings its own. */
interface Time {
  /** Nanoseconds on the clock of {@link System#nanoTime}. */
  long nanos();

  /** Waits until it is woken, at most so long. */
  void rest(long longestNanos);

  /** That of the machine. */
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
