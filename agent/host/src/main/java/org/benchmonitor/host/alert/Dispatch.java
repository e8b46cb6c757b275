package org.benchmonitor.host.alert;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.benchmonitor.run.thread.Loop;
import org.benchmonitor.run.thread.Rest;
import org.benchmonitor.run.thread.ThreadMaker;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue with a daemon thread of its own, which is made with the first item: for what may
 * block as long as it likes. Any thread offers.
 */
final class Dispatch<T> implements Loop {
  private static final int MOST = 100;
  private static final long LONGEST_REST_NANOS = 10_000_000_000L;
  private static final long POLL_NANOS = 2_000_000;

  /** What is done with each item; it may throw, and it may wait. */
  interface Work<T> {
    void take(T item) throws Exception;
  }

  private final String name;
  private final ThreadMaker threads;
  private final Work<T> work;
  private final Deque<T> waiting = new ArrayDeque<>();
  private @Nullable Thread thread;
  private boolean busy;
  private volatile boolean closed;
  private volatile long dropped;

  Dispatch(String name, ThreadMaker threads, Work<T> work) {
    this.name = name;
    this.threads = threads;
    this.work = work;
  }

  /** Queues an item and returns at once; of more than a hundred the oldest is dropped. */
  void offer(T item) {
    Thread woken;
    synchronized (waiting) {
      if (closed) {
        return;
      }
      if (waiting.size() == MOST) {
        waiting.removeFirst();
        dropped++;
      }
      waiting.addLast(item);
      woken = started();
    }
    LockSupport.unpark(woken);
  }

  /** If the system has no thread left, the next item tries again. */
  private @Nullable Thread started() {
    Thread running = thread;
    if (running == null) {
      running = threads.loop(name, this);
      running.start();
      thread = running;
    }
    return running;
  }

  /** How many items were dropped because the work is too slow. */
  long dropped() {
    return dropped;
  }

  @Override
  public boolean isOver() {
    synchronized (waiting) {
      return closed && waiting.isEmpty();
    }
  }

  @Override
  public void turn() throws Exception {
    T next;
    synchronized (waiting) {
      next = waiting.pollFirst();
      busy = next != null;
    }
    if (next == null) {
      Rest.nanos(LONGEST_REST_NANOS);
      return;
    }
    try {
      work.take(next);
    } finally {
      synchronized (waiting) {
        busy = false;
      }
    }
  }

  /** Whether nothing is left to do. */
  private boolean isIdle() {
    synchronized (waiting) {
      return waiting.isEmpty() && !busy;
    }
  }

  /**
   * Takes no more, and waits until all is done.
   *
   * @param deadlineNanos when to give up, on the clock of {@link System#nanoTime}
   * @return whether it was
   */
  boolean close(long deadlineNanos) {
    Thread running;
    synchronized (waiting) {
      closed = true;
      running = thread;
    }
    LockSupport.unpark(running);
    while (running != null && !isIdle() && System.nanoTime() - deadlineNanos < 0) {
      Rest.nanos(POLL_NANOS);
    }
    boolean done = running == null || isIdle();
    synchronized (waiting) {
      waiting.clear();
    }
    return done;
  }
}
