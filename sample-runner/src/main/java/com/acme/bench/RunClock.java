package com.acme.bench;

/** The time since the begin of the run; to be started before the threads that read it. */
final class RunClock {
  private long beginNanos;

  void start() {
    beginNanos = System.nanoTime();
  }

  /** What {@code System.nanoTime} is so long after the begin. */
  long nanoTimeAt(long elapsedNanos) {
    return beginNanos + elapsedNanos;
  }

  long elapsedNanos() {
    return System.nanoTime() - beginNanos;
  }
}
