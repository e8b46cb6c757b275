package org.benchmonitor.run.view;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Snapshot;

/** A source of runs: a JVM, a directory, a fleet. Any number of threads at once. */
public interface Runs {
  /** The run in progress, or the last one if none is; empty before the first. */
  Optional<RunView> current();

  /** The run with this identifier, if it is retained. */
  Optional<RunView> find(String id);

  /**
   * The run of a snapshot; the current one if that run is no longer retained.
   *
   * @throws NoSuchElementException before the first run
   */
  default RunView of(Snapshot snapshot) {
    return find(snapshot.run().id()).or(this::current).orElseThrow();
  }

  /** Every retained run, the current one first. */
  List<RunView> newestFirst();

  /** The most runs that are retained. */
  int most();

  /** What is instrumented now; a JVM knows it even before its first run. */
  default InstrumentationReport instrumentation() {
    return current().map(RunView::instrumentation).orElse(InstrumentationReport.EMPTY);
  }
}
