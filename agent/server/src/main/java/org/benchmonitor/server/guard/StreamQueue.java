package org.benchmonitor.server.guard;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.benchmonitor.server.http.StreamClient;
import org.benchmonitor.server.http.StreamMessage;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait for one stream client. Many writers, one reader; never blocks a writer.
 *
 * <p>When it is full, by number or by the bytes that it may hold, it drops the oldest message. The
 * client sees the gap in the sequence and requests a full picture. For want of bytes a full picture
 * is dropped last, and a new one replaces all that waits: otherwise a slow client would ask for one
 * after the other and never get any. One message may always wait, whatever its size.
 */
final class StreamQueue implements StreamClient {
  private final int capacity;
  private final StreamQueues all;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<StreamMessage> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean ended;

  /**
   * Makes an empty queue.
   *
   * @param all says how many bytes it may hold, and counts the messages that are dropped
   */
  StreamQueue(int capacity, StreamQueues all) {
    this.capacity = capacity;
    this.all = all;
  }

  @Override
  public void offer(List<StreamMessage> messages) {
    lock.lock();
    try {
      for (StreamMessage message : messages) {
        add(message);
      }
      // Once for all of them, so that the writer wakes once and writes them at once.
      if (!waiting.isEmpty()) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void add(StreamMessage message) {
    if (ended || isLast(message)) {
      return;
    }
    if (waiting.size() == capacity) {
      drop(waiting.peekFirst());
    }
    if (makeRoom(message)) {
      waiting.addLast(message);
      bytes += message.bytes();
    } else {
      all.dropped();
    }
  }

  /** Drops what must go for the bytes of a message; false if it must go itself. */
  private boolean makeRoom(StreamMessage message) {
    long most = all.bytesOfEach();
    while (!waiting.isEmpty() && bytes + message.bytes() > most) {
      StreamMessage oldest = oldestTo(message);
      if (oldest == null) {
        return false;
      }
      drop(oldest);
    }
    return true;
  }

  /** The oldest that may be dropped for a message: any for a full picture, else no full picture. */
  private @Nullable StreamMessage oldestTo(StreamMessage message) {
    for (StreamMessage one : waiting) {
      if (message.isFull() || !one.isFull()) {
        return one;
      }
    }
    return null;
  }

  private void drop(StreamMessage message) {
    waiting.removeFirstOccurrence(message);
    bytes -= message.bytes();
    all.dropped();
  }

  /** The bytes of all messages that wait. */
  long bytes() {
    lock.lock();
    try {
      return bytes;
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
      return next();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the next message, or null if none waits. */
  @Nullable StreamMessage poll() {
    lock.lock();
    try {
      return next();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable StreamMessage next() {
    StreamMessage next = waiting.pollFirst();
    bytes -= next == null ? 0 : next.bytes();
    return next;
  }

  /** How long a reader may wait until a moment of {@code System.nanoTime}. */
  static Duration until(long nanos) {
    return Duration.ofNanos(Math.max(TimeUnit.MILLISECONDS.toNanos(1), nanos - System.nanoTime()));
  }
}
