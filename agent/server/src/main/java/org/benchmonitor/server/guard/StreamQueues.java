package org.benchmonitor.server.guard;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The queues of all stream clients of one server, which are bounded together. Any thread. */
final class StreamQueues {
  private static final long USUAL_BYTES = 4 << 20;

  private final int capacity;
  private final Set<StreamQueue> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong dropped = new AtomicLong();
  private volatile long limit = USUAL_BYTES;

  /**
   * Makes it without any queue.
   *
   * @param capacity messages that may wait in each queue
   */
  StreamQueues(int capacity) {
    this.capacity = capacity;
  }

  /** Bounds the bytes that all queues hold together; each may hold one message in any case. */
  void limitTo(long bytes) {
    limit = bytes;
  }

  /** The queue of a client that is not there yet. */
  StreamQueue make() {
    return new StreamQueue(capacity, this);
  }

  /** The client is there. */
  void opened(StreamQueue queue) {
    open.add(queue);
  }

  /** The client is gone. */
  void closed(StreamQueue queue) {
    open.remove(queue);
  }

  /** What one queue may hold. */
  long bytesOfEach() {
    return limit / Math.max(1, open.size());
  }

  /** The bytes of all messages that wait; one that waits in two queues is counted twice. */
  long bytes() {
    long waiting = 0;
    for (StreamQueue queue : open) {
      waiting += queue.bytes();
    }
    return waiting;
  }

  void dropped() {
    dropped.incrementAndGet();
  }

  /** How many messages were dropped. */
  long allDropped() {
    return dropped.get();
  }
}
