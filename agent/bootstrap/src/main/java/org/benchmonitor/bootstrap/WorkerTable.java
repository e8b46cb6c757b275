package org.benchmonitor.bootstrap;

/**
 * Workers by thread identifier: a checked guess that is tried before the ThreadLocal.
 *
 * <p>A ThreadLocal costs a chain of eight dependent loads, and the next reading of the clock waits
 * for all of them; this is a chain of four. Any thread reads and writes without order. Only the
 * thread that made an entry uses it, which the identifier proves, since the JVM never reuses one.
 * If another platform thread has the place, a worker uses its ThreadLocal.
 */
final class WorkerTable {
  private static final int SIZE = 4096;
  private static final Worker[] WORKERS = new Worker[SIZE];
  private static final boolean USABLE = Threads.haveUniqueIds();

  private WorkerTable() {}

  /** Returns the calling thread's worker of a recording, or null if it is not here. */
  static Worker find(Recording recording) {
    if (!USABLE) {
      return null;
    }
    long id = Threads.id(Thread.currentThread());
    Worker worker = WORKERS[(int) id & (SIZE - 1)];
    return worker != null && worker.threadId() == id && worker.recording() == recording
        ? worker
        : null;
  }

  /** Enters the calling thread's worker if its place is free or may be taken. */
  static void offer(Worker worker) {
    int place = place(worker);
    Worker there = WORKERS[place];
    // A virtual thread may end before the sampler hears of it, so nothing frees its place.
    if (there == null || there.isVirtual() || there.recording() != worker.recording()) {
      WORKERS[place] = worker;
    }
  }

  /** Frees the place of a worker whose thread has ended. */
  @SuppressWarnings("ReferenceEquality")
  static void remove(Worker worker) {
    int place = place(worker);
    if (WORKERS[place] == worker) {
      WORKERS[place] = null;
    }
  }

  /** Frees all places, so that nothing of an ended recording stays reachable. */
  static void clear() {
    java.util.Arrays.fill(WORKERS, null);
  }

  private static int place(Worker worker) {
    return (int) worker.threadId() & (SIZE - 1);
  }
}
