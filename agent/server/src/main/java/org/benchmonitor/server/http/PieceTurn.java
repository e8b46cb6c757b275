package org.benchmonitor.server.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.benchmonitor.run.thread.Rest;
import org.jspecify.annotations.Nullable;

/**
 * Whose piece is made, where more than one large answer is under way: each in its turn, in the
 * order in which they ask. Any thread.
 *
 * <p>A thread that waits for its client to read does not give its turn up. So the next one takes it
 * over after a while, and the first one has to ask again.
 */
final class PieceTurn {
  private final long longestNanos;
  private final Deque<Thread> waiting = new ArrayDeque<>();
  private @Nullable Thread owner;

  /**
   * Creates it free.
   *
   * @param longestNanos how long anybody waits before taking the turn over
   */
  PieceTurn(long longestNanos) {
    this.longestNanos = longestNanos;
  }

  /** Waits for the turn of the calling thread, which has none. */
  void take() {
    Thread self = Thread.currentThread();
    synchronized (this) {
      if (owner == null) {
        owner = self;
        return;
      }
      waiting.add(self);
    }
    await(self);
  }

  private void await(Thread self) {
    long deadline = System.nanoTime() + longestNanos;
    while (true) {
      long left = deadline - System.nanoTime();
      synchronized (this) {
        if (self.equals(owner)) {
          return;
        }
        if (left <= 0) {
          waiting.remove(self);
          owner = self;
          return;
        }
      }
      Rest.nanos(left);
    }
  }

  /** Lets the next one make a piece, if there is one, and waits for the turn after that. */
  void pass() {
    Thread self = Thread.currentThread();
    Thread next = null;
    synchronized (this) {
      boolean takenOver = !self.equals(owner);
      if (takenOver ? owner == null : waiting.isEmpty()) {
        owner = self;
        return;
      }
      // In one step: the next one could be through with its piece before this one asks again.
      waiting.add(self);
      if (!takenOver) {
        next = waiting.remove();
        owner = next;
      }
    }
    LockSupport.unpark(next);
    await(self);
  }

  /** Gives the turn of the calling thread to the next; nothing happens if it was taken over. */
  void give() {
    Thread next;
    synchronized (this) {
      if (!Thread.currentThread().equals(owner)) {
        return;
      }
      next = waiting.poll();
      owner = next;
    }
    LockSupport.unpark(next);
  }
}
