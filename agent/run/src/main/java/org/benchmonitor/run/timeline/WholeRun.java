package org.benchmonitor.run.timeline;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.ByteSizes;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Snapshot;

/**
 * The totals of a run at one of its snapshots: the figures of everything up to it, without merging
 * a single histogram.
 *
 * <p>They are made, because late ones would hold all counts of an earlier snapshot as well, just
 * where there is no room.
 */
record WholeRun(Figures totals, Figures warmupTotals) {
  /** Makes the totals of a snapshot, so no lock may be held that others wait for. */
  static WholeRun at(Snapshot snapshot) {
    return new WholeRun(snapshot.totals(), snapshot.warmupTotals());
  }

  /**
   * Makes one interval of the warm-up and one of the rest, as far as there are any.
   *
   * @param intervals all of the run up to the snapshot, in order
   */
  List<Interval> asOneEach(List<Interval> intervals) {
    int counted = 0;
    while (counted < intervals.size() && intervals.get(counted).warmup()) {
      counted++;
    }
    List<Interval> merged = new ArrayList<>(2);
    if (counted > 0) {
      merged.add(Merging.one(intervals.subList(0, counted), warmupTotals));
    }
    if (counted < intervals.size()) {
      merged.add(Merging.one(intervals.subList(counted, intervals.size()), totals));
    }
    return merged;
  }

  long bytes() {
    return ByteSizes.of(totals) + ByteSizes.of(warmupTotals);
  }
}
