package org.benchmonitor.run.timeline;

import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.ErrorEvent;
import org.benchmonitor.run.model.Errors;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.WorkerFigures;
import org.jspecify.annotations.Nullable;

/** Estimates the heap that retained figures hold, by the layout that HotSpot gives them. */
final class ByteSizes {
  private ByteSizes() {}

  static long of(Interval interval) {
    return 400 + 40L * interval.errors().types().size() + of(interval.figures());
  }

  static long of(Figures figures) {
    long size = 80;
    for (OperationFigures operation : figures.operations()) {
      size += 250 + of(operation.successes()) + of(operation.failures());
    }
    return size;
  }

  /** Estimates the last snapshot of a run, without its interval. */
  static long of(Snapshot snapshot) {
    long size = 600 + of(snapshot.totals()) + of(snapshot.warmupTotals());
    size += 70L * snapshot.run().phases().size();
    for (WorkerFigures worker : snapshot.workers().listed()) {
      size += 150 + text(worker.threadName());
    }
    for (Errors.Type type : snapshot.errors().byType()) {
      size += 200 + 80L * type.operations().size() + text(type.sampleMessage());
    }
    for (ErrorEvent event : snapshot.errors().recent()) {
      size += 120 + text(event.message()) + text(event.threadName());
    }
    return size;
  }

  private static long text(@Nullable String text) {
    return text == null ? 0 : 48 + text.length();
  }

  private static long of(EncodedHistogram histogram) {
    return histogram.isEmpty() ? 0 : 56 + histogram.bytes().length + histogram.bands().size();
  }
}
