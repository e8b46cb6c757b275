package org.benchmonitor.host.sample;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Queue of changes to the run that must not be lost, though their callers cannot wait for long.
 *
 * <p>Any thread calls {@link #make}, also the host's. It waits at most {@link #LONGEST_WAIT_NANOS}
 * for the lock. A change that it cannot make by then is owed: the next thread that has the lock and
 * calls {@link #makeOwed} makes it, in the order of asking.
 */
final class Changes {
  private static final long LONGEST_WAIT_NANOS = 250_000_000;

  private final ReentrantLock lock;
  private final Queue<Runnable> owed = new ConcurrentLinkedQueue<>();

  Changes(ReentrantLock lock) {
    this.lock = lock;
  }

  /** Makes all owed changes, even if one fails; the caller holds the lock. */
  void makeOwed() {
    Runnable change = owed.poll();
    if (change != null) {
      try {
        change.run();
      } finally {
        makeOwed();
      }
    }
  }

  /** Makes the change now if the lock is free in time; otherwise leaves it owed. */
  void make(Runnable change) {
    owed.add(change);
    // The flag is the host's. While it is set, no lock can be waited for and no listener can write.
    boolean interrupted = Thread.interrupted();
    try {
      interrupted |= makeInTime(System.nanoTime() + LONGEST_WAIT_NANOS);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Returns whether the thread was interrupted while it waited. */
  private boolean makeInTime(long deadline) {
    boolean interrupted = false;
    boolean locked = false;
    boolean waiting = true;
    while (waiting) {
      try {
        locked = lock.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        waiting = false;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (locked) {
      try {
        makeOwed();
      } finally {
        lock.unlock();
      }
    }
    return interrupted;
  }
}
