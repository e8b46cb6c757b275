package org.benchmonitor.bootstrap;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds workers at the entry of their next operation while a run is paused.
 *
 * <p>Workers come here only while it is closed: the states of all sites send them. An interrupt
 * lets its thread pass with the flag set, as the host's own code would then see it.
 */
final class Gate {
  // Bounded, so that a wake-up lost to a thread that dies in between is no more than a delay.
  private static final long LOOK_AGAIN_NANOS = 20_000_000;

  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean closed;

  void close() {
    closed = true;
  }

  void open() {
    closed = false;
  }

  boolean isClosed() {
    return closed;
  }

  /** Threads held now. */
  int waiting() {
    return waiting.get();
  }

  /** Returns once the gate is open or the thread is interrupted. */
  void pass() {
    if (!closed) {
      return;
    }
    waiting.incrementAndGet();
    try {
      while (closed && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(this, LOOK_AGAIN_NANOS);
      }
    } finally {
      waiting.decrementAndGet();
    }
  }
}
