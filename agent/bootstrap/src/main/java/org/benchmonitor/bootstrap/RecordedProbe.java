package org.benchmonitor.bootstrap;

/**
 * What advice calls for operations that the host has measured itself. Any thread of the host; never
 * blocks. Advice keeps whatever it throws from the host.
 */
public final class RecordedProbe {
  private RecordedProbe() {}

  /**
   * Enters a method that hands over durations, and counts them.
   *
   * @return what to pass to {@link #leave}; null if the call belongs to one that is counted
   */
  public static Object enter(int siteId, Object name, Object[] values) {
    Object frame = begin(siteId, name);
    count(frame, values);
    return frame;
  }

  /** Enters a method whose durations are known when it returns. */
  public static Object begin(int siteId, Object name) {
    Recording current = Probe.recording();
    if (current == null || Sites.state(siteId) == Sites.OFF) {
      return null;
    }
    Worker worker = WorkerTable.find(current);
    if (worker == null) {
      worker = current.worker();
    }
    Site site = worker == null ? null : Sites.get(siteId);
    // Not at the gate: it would hold what the host measures.
    int operation = site == null ? -1 : site.operation(worker, name);
    return operation < 0 ? null : worker.begin(siteId, operation);
  }

  /** Counts what a call has handed over. */
  static void count(Object entered, Object[] values) {
    Frame frame = (Frame) entered;
    Site site = frame == null ? null : Sites.get(frame.siteId);
    if (site == null) {
      return;
    }
    Object failure = Pairs.outcomeOf(site, values);
    Worker worker = frame.worker;
    int operation = frame.operation;
    try {
      site.pairs()
          .rules()
          .durations(values, nanos -> Completions.here(worker, operation, nanos, failure));
    } catch (VirtualMachineError noRoom) {
      throw noRoom;
    } catch (Throwable unreadable) {
      site.countRuleFailure();
    }
  }

  /** Leaves a method whose durations are known now, unless it has thrown. */
  public static void leaveWith(Object entered, Object[] values, Throwable thrown) {
    try {
      if (thrown == null) {
        count(entered, values);
      }
    } finally {
      leave(entered);
    }
  }

  /** Leaves a method that hands over durations. */
  public static void leave(Object entered) {
    if (entered != null) {
      Frame frame = (Frame) entered;
      frame.worker.leave(frame);
    }
  }
}
