package org.benchmonitor.run.frame;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.benchmonitor.run.frame.ReadFigures.Operation;
import org.benchmonitor.run.frame.ReadFigures.Part;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.Interval;

/**
 * Makes one interval of several, one operation at each step. With a thousand operations all of it
 * at once takes a host's processor for too long. One thread.
 */
final class StepwiseMerge {
  private final List<Interval> intervals;
  private final LatencyHistogram scratch;
  private final Iterator<List<Operation>> left;
  private final long lengthNanos;
  private final List<Operation> merged = new ArrayList<>();

  /**
   * Begins.
   *
   * @param intervals in order
   * @param scratch with the digits of all histograms, for this alone until it is done
   */
  StepwiseMerge(List<Interval> intervals, LatencyHistogram scratch) {
    this.intervals = intervals;
    this.scratch = scratch;
    List<Part> parts = new ArrayList<>();
    long length = 0;
    for (Interval interval : intervals) {
      for (Part part : ReadFigures.parts(interval.lateFigures())) {
        parts.add(part);
        length += part.lengthNanos();
      }
    }
    this.lengthNanos = length;
    this.left = ReadFigures.byName(parts).values().iterator();
  }

  /**
   * Merges one operation.
   *
   * @return whether none is left
   * @throws IllegalArgumentException if a histogram cannot be read
   */
  boolean step() {
    if (left.hasNext()) {
      List<Operation> one = left.next();
      merged.add(
          new Operation(
              one.get(0).name(),
              Outcome.together(one.stream().map(Operation::successes).toList(), scratch),
              Outcome.together(one.stream().map(Operation::failures).toList(), scratch),
              CorrectedOutcome.together(one, scratch)));
    }
    return !left.hasNext();
  }

  /** The interval, once no operation is left. */
  Interval merged() {
    return Merging.one(
        intervals,
        new ReadFigures(scratch.digits(), List.of(new Part(lengthNanos, List.copyOf(merged)))));
  }
}
