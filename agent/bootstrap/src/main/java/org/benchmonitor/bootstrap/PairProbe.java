package org.benchmonitor.bootstrap;

/**
 * What advice calls for operations that begin in one method and end in another. Any thread of the
 * host. Blocks only at the gate of a paused run, and there only a start on a thread that runs no
 * end. Advice keeps whatever it throws from the host.
 *
 * <p>A start comes at the entry of its method if its key is known there, so that no end can come
 * earlier.
 */
public final class PairProbe {
  /** Set on a thread that has ended operations before it began one. */
  private static final ThreadLocal<Boolean> ENDS = new ThreadLocal<>();

  private PairProbe() {}

  /** An operation whose key is known when its method returns. */
  private static final class Begun {
    private final Worker worker;
    private final int siteId;
    private final int operation;
    private final long ticks = Clock.ticks();

    Begun(Worker worker, int siteId, int operation) {
      this.worker = worker;
      this.siteId = siteId;
      this.operation = operation;
    }
  }

  /**
   * The site of a suspending function of Kotlin's, by its first call. By one with which it goes on,
   * which has no arguments, it is {@link Sites#NONE}.
   */
  public static int firstCall(int siteId, Object continuation) {
    return Suspending.isGoingOn(continuation) ? Sites.NONE : siteId;
  }

  // Starts.

  /**
   * Begins an operation with a key of one part, or of an object and a number.
   *
   * @param name what the operation is named by, or null
   * @param object the object, or what the path to the key begins with; null if it is a number
   * @return what to pass to {@link #leave}
   */
  public static Object start(int siteId, Object name, Object object, long number) {
    Worker worker = worker(siteId);
    Site site = worker == null ? null : Sites.get(siteId);
    int operation = site == null ? -1 : site.operation(worker, name);
    return operation < 0
        ? null
        : Pairs.start(site, worker, operation, Clock.ticks(), object, number);
  }

  /** Begins an operation with a key of any parts. */
  public static Object startOf(int siteId, Object name, Object[] values) {
    Worker worker = worker(siteId);
    Site site = worker == null ? null : Sites.get(siteId);
    int operation = site == null ? -1 : site.operation(worker, name);
    return operation < 0 ? null : Pairs.startOf(site, worker, operation, Clock.ticks(), values);
  }

  /** Begins an operation whose key its method returns. */
  public static Object begin(int siteId, Object name) {
    Worker worker = worker(siteId);
    Site site = worker == null ? null : Sites.get(siteId);
    int operation = site == null ? -1 : site.operation(worker, name);
    return operation < 0 ? null : new Begun(worker, siteId, operation);
  }

  /** The worker that begins an operation, once the run is not paused; null if it is not counted. */
  private static Worker worker(int siteId) {
    int state = Sites.state(siteId);
    if (state == Sites.OFF) {
      return null;
    }
    Recording current = Probe.recording();
    if (current == null) {
      return null;
    }
    Worker worker = WorkerTable.find(current);
    if (worker == null) {
      worker = current.worker();
    }
    if (worker != null && state == Sites.ASK) {
      Probe.waitWhilePaused(current, worker);
    }
    return worker;
  }

  /** Leaves the method of a start; an exception ends the operation. */
  public static void leave(Object started, Throwable thrown) {
    if (started == null || thrown == null) {
      return;
    }
    Pair pair = (Pair) started;
    long ticks = Clock.endTicks();
    if (pair.worker.recording().pairs().remove(pair)) {
      Pairs.complete(pair, ticks, thrown);
    }
  }

  /** Leaves the method of a start whose key is what it returned. */
  public static void leaveWith(Object begun, Object[] values, Throwable thrown) {
    if (begun == null) {
      return;
    }
    Begun start = (Begun) begun;
    Site site = Sites.get(start.siteId);
    if (thrown != null) {
      long nanos = Clock.toNanos(Clock.endTicks() - start.ticks);
      Completions.elsewhere(start.worker, start.operation, nanos, thrown);
    } else if (site != null) {
      Pairs.startOf(site, start.worker, start.operation, start.ticks, values);
    }
  }

  // Ends.

  /**
   * Ends the operation of a key of one part, or of an object and a number.
   *
   * @param outcome what the rule of success begins with, or null
   */
  public static void end(int siteId, Object object, long number, Object outcome) {
    Site site = siteOfEnd(siteId);
    if (site == null) {
      return;
    }
    Pairs.end(site, Probe.recording().pairs(), Clock.endTicks(), object, number, outcome);
  }

  /** Ends the operation of a key of any parts, or all up to it. */
  public static void endOf(int siteId, Object[] values) {
    Site site = siteOfEnd(siteId);
    if (site == null) {
      return;
    }
    Pairs.endOf(site, Probe.recording().pairs(), Clock.endTicks(), values);
  }

  private static Site siteOfEnd(int siteId) {
    Recording current = Probe.recording();
    if (current == null || Sites.state(siteId) == Sites.OFF) {
      return null;
    }
    Worker worker = current.workerIfAny();
    if (worker != null) {
      worker.endsOthersToo();
    } else if (ENDS.get() == null) {
      ENDS.set(Boolean.TRUE);
    }
    return Sites.get(siteId);
  }

  /** Whether the calling thread has ended operations. */
  static boolean hasEnded() {
    return ENDS.get() != null;
  }
}
