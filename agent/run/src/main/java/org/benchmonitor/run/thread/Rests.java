package org.benchmonitor.run.thread;

/** The clock and the bed of a thread that works with rests in between; any thread. */
@FunctionalInterface
public interface Rests {
  /** Rests of real time. */
  Rests REAL = Rest::nanos;

  /** None at all, because no time passes. */
  Rests NEVER =
      new Rests() {
        @Override
        public void rest(long nanos) {
          // Never due.
        }

        @Override
        public long nanoTime() {
          return 0;
        }
      };

  /** Lets the calling thread rest for about so long. */
  void rest(long nanos);

  /** The time in nanoseconds, by the clock that the rests are measured by. */
  default long nanoTime() {
    return System.nanoTime();
  }
}
