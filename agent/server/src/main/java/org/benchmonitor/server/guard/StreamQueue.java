package org.benchmonitor.server.guard;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.benchmonitor.server.http.StreamClient;
import org.benchmonitor.server.http.StreamMessage;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait for one stream client. Many writers, one reader; never blocks a writer.
 *
 * <p>When it is full it drops the oldest message. The client sees the gap in the sequence and
 * requests a full picture.
 */
final class StreamQueue implements StreamClient {
  private final int capacity;
  private final AtomicLong dropped;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<StreamMessage> waiting = new ArrayDeque<>();
  private boolean ended;

  /**
   * Makes an empty queue.
   *
   * @param dropped counts the messages that are dropped
   */
  StreamQueue(int capacity, AtomicLong dropped) {
    this.capacity = capacity;
    this.dropped = dropped;
  }

  @Override
  public void offer(StreamMessage message) {
    lock.lock();
    try {
      if (ended || isLast(message)) {
        return;
      }
      if (waiting.size() == capacity) {
        waiting.removeFirst();
        dropped.incrementAndGet();
      }
      waiting.addLast(message);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  @SuppressWarnings("ReferenceEquality") // the very message, asked for again, is no news
  private boolean isLast(StreamMessage message) {
    return waiting.peekLast() == message;
  }

  @Override
  public void end() {
    lock.lock();
    try {
      ended = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Whether there is nothing more to come. */
  boolean isDone() {
    lock.lock();
    try {
      return ended && waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the next message, waiting at most so long; null if none came or there are no more. */
  @Nullable StreamMessage take(Duration within) throws InterruptedException {
    lock.lock();
    try {
      long left = within.toNanos();
      while (waiting.isEmpty() && !ended && left > 0) {
        left = changed.awaitNanos(left);
      }
      return waiting.pollFirst();
    } finally {
      lock.unlock();
    }
  }

  /** How long a reader may wait until a moment of {@code System.nanoTime}. */
  static Duration until(long nanos) {
    return Duration.ofNanos(Math.max(TimeUnit.MILLISECONDS.toNanos(1), nanos - System.nanoTime()));
  }
}
