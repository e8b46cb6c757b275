package org.benchmonitor.run.view;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Snapshot;

/** A source of runs: those of a JVM, of a directory, of a fleet. Any thread, several at once. */
public interface Runs {
  /** The run that goes on, or the last one while none does; empty before the first. */
  Optional<RunView> current();

  /** The run with this identifier, if it is still kept. */
  Optional<RunView> find(String id);

  /**
   * The run of a snapshot; the current one if that is no longer kept.
   *
   * @throws NoSuchElementException before the first run
   */
  default RunView of(Snapshot snapshot) {
    return find(snapshot.run().id()).or(this::current).orElseThrow();
  }

  /** Every run that is kept, the current one first. */
  List<RunView> newestFirst();

  /** The most runs that are kept. */
  int most();

  /** What is instrumented now; a source that is a JVM knows it before its first run. */
  default InstrumentationReport instrumentation() {
    return current().map(RunView::instrumentation).orElse(InstrumentationReport.EMPTY);
  }
}
