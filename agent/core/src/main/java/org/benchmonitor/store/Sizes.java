package org.benchmonitor.store;

import org.benchmonitor.model.EncodedHistogram;
import org.benchmonitor.model.Figures;
import org.benchmonitor.model.Interval;
import org.benchmonitor.model.OperationFigures;

/** What retained figures hold, about; records and their fields as HotSpot lays them out. */
final class Sizes {
  private Sizes() {}

  static long of(Interval interval) {
    return 320 + 40L * interval.errors().types().size() + of(interval.figures());
  }

  static long of(Figures figures) {
    long size = 80;
    for (OperationFigures operation : figures.operations()) {
      size += 250 + of(operation.successes()) + of(operation.failures());
    }
    return size;
  }

  private static long of(EncodedHistogram histogram) {
    return histogram.isEmpty() ? 0 : 56 + histogram.bytes().length + histogram.bands().size();
  }
}
