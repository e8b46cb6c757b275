package org.benchmonitor.bootstrap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A lock-free stack of new workers, which their threads fill and the sampler drains whole.
 *
 * <p>When {@link #MOST_WAITING} wait, further workers are counted and record as always, but are not
 * listed.
 */
final class NewWorkers {
  /** The most workers that wait for one tick of the sampler. */
  static final int MOST_WAITING = 100_000;

  private record Node(Worker worker, Node next, int depth) {}

  private final AtomicReference<Node> waiting = new AtomicReference<>();
  private final AtomicLong seen = new AtomicLong();
  private final AtomicLong unlisted = new AtomicLong();

  Worker add(Recording recording, Thread thread) {
    long number = seen.incrementAndGet();
    Worker worker =
        Threads.isVirtual(thread)
            ? new Worker(recording, number, thread)
            : new Worker.Padded(recording, number, thread);
    while (true) {
      Node head = waiting.get();
      int depth = head == null ? 1 : head.depth + 1;
      if (depth > MOST_WAITING) {
        unlisted.incrementAndGet();
        worker.isNotListed();
        return worker;
      }
      if (waiting.compareAndSet(head, new Node(worker, head, depth))) {
        return worker;
      }
    }
  }

  /** Takes all waiting workers, oldest first; one thread at a time. */
  List<Worker> drain() {
    List<Worker> drained = new ArrayList<>();
    for (Node node = waiting.getAndSet(null); node != null; node = node.next) {
      drained.add(node.worker);
    }
    java.util.Collections.reverse(drained);
    return drained;
  }

  long seen() {
    return seen.get();
  }

  long unlisted() {
    return unlisted.get();
  }
}
