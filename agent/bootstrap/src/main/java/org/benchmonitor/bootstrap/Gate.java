package org.benchmonitor.bootstrap;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds workers at the entry of their next operation while a run is paused.
 *
 * <p>Workers come here only while it is closed: the states of all sites send them. An interrupt
 * lets its thread pass with the flag set, as the host's own code would then see it.
 *
 * <p>Nobody is lost: a worker is among those that wait before it looks whether the gate is closed,
 * and the gate is open before those that wait are woken.
 */
final class Gate {
  // Bounded, so that a wake-up lost to what the host does with its threads is no more than a delay.
  private static final long LOOK_AGAIN_NANOS = 1_000_000_000;

  /** By its own identity: a thread's {@code hashCode} may be the host's code. */
  private static final class Waiter {
    private final Thread thread = Thread.currentThread();
  }

  private final Set<Waiter> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  void close() {
    closed = true;
  }

  void open() {
    closed = false;
    waiting.forEach(waiter -> LockSupport.unpark(waiter.thread));
  }

  boolean isClosed() {
    return closed;
  }

  /** Threads held now. */
  int waiting() {
    return waiting.size();
  }

  /** Returns once the gate is open or the thread is interrupted. */
  void pass() {
    if (!closed) {
      return;
    }
    Waiter waiter = new Waiter();
    waiting.add(waiter);
    try {
      while (closed && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(this, LOOK_AGAIN_NANOS);
      }
    } finally {
      waiting.remove(waiter);
    }
  }
}
