package org.benchmonitor.host.sample;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Changes of the run that must not be lost, though whoever asks for them cannot wait for long.
 *
 * <p>{@link #make} is called by any thread, also the host's, and waits at most {@link
 * #LONGEST_WAIT_NANOS} for the lock; what it cannot make by then is owed, and made in the order of
 * asking by whoever has the lock next and calls {@link #makeOwed}.
 */
final class Changes {
  private static final long LONGEST_WAIT_NANOS = 250_000_000;

  private final ReentrantLock lock;
  private final Queue<Runnable> owed = new ConcurrentLinkedQueue<>();

  Changes(ReentrantLock lock) {
    this.lock = lock;
  }

  /** Makes all that are owed; only with the lock. One that fails does not keep the others. */
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

  /** Makes the change now if the lock can be had in time, otherwise leaves it to the next. */
  void make(Runnable change) {
    owed.add(change);
    // The flag is the host's, but with it set no lock can be waited for, and no listener can write.
    boolean interrupted = Thread.interrupted();
    try {
      interrupted |= makeInTime(System.nanoTime() + LONGEST_WAIT_NANOS);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Tells whether the thread was interrupted while it waited. */
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
