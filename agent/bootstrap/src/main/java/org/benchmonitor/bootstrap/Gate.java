package org.benchmonitor.bootstrap;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds workers at the entry of their next operation while a run is paused. {@link #pass} blocks.
 *
 * <p>Workers come here only while it is closed, because the sites' states send them. An interrupted
 * thread passes with the flag set, as the host's own code would see it.
 *
 * <p>No wake-up is lost: a worker joins those that wait before it checks the gate, and the gate
 * opens before they are woken.
 */
final class Gate {
  // Bounded, so that a wake-up that the host's code consumes costs only a delay.
  private static final long LOOK_AGAIN_NANOS = 1_000_000_000;

  /** Compared by identity: a thread's {@code hashCode} may be host code. */
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

  /** The number of threads held now. */
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
