package org.benchmonitor.host.sample;

import java.util.List;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.MemoryUse;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.SnapshotListener;
import org.benchmonitor.run.model.SystemFigures;

/**
 * Makes the snapshot of each cut and tells it to the listeners, in order.
 *
 * <p>Called by the thread that holds the {@link Sampler}'s lock; a slow listener delays its
 * release. A listener that throws is counted, and the others are still told.
 */
final class SnapshotPublisher {
  private final SystemSource system;
  private final PendingMarks marks;
  private final OwnCost cost;
  private final List<SnapshotListener> listeners;
  private long sequence;
  private long failures;

  SnapshotPublisher(
      SystemSource system, PendingMarks marks, OwnCost cost, List<SnapshotListener> listeners) {
    this.system = system;
    this.marks = marks;
    this.cost = cost;
    this.listeners = List.copyOf(listeners);
  }

  void publish(Cut cut, RunState run, MemoryUse memory) {
    SystemFigures jvm = system.read();
    sequence++;
    Interval interval =
        new Interval(
            sequence,
            cut.start(),
            cut.end(),
            cut.during().status(),
            cut.during().warmup(),
            cut.figures(),
            cut.errorsOfInterval(),
            cut.workers().active(),
            cut.workers().inFlight(),
            jvm,
            marks.take());
    tell(
        new Snapshot(
            interval,
            cut.totals(),
            cut.warmupTotals(),
            cut.workers(),
            cut.errors(),
            run,
            cost.read(cut.end(), memory, failures)));
  }

  /** Leaves out of the next interval what went on between two runs. */
  void beginRun() {
    system.read();
    marks.take();
  }

  private void tell(Snapshot snapshot) {
    for (SnapshotListener listener : listeners) {
      try {
        listener.onSnapshot(snapshot);
      } catch (RuntimeException | Error failure) {
        failures++;
      }
    }
  }

  /** Counts a failed cut with the failures of the listeners. */
  void countFailure() {
    failures++;
  }
}
