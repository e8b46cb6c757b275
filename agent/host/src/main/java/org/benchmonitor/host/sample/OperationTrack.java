package org.benchmonitor.host.sample;

import org.benchmonitor.bootstrap.CellCounts;
import org.benchmonitor.bootstrap.RecordingReader;
import org.benchmonitor.run.model.OperationFigures;

/** The counts and totals of one operation; under the sampler's lock. */
final class OperationTrack {
  /** What figures take beside their histograms: their own object and those of two latencies. */
  private static final long FIGURES_BYTES = 240;

  private final String name;
  private final OutcomeTrack successes;
  private final OutcomeTrack failures;
  private OperationFigures totals;
  private boolean totalsKnown;

  OperationTrack(int operation, String name) {
    this.name = name;
    this.successes = new OutcomeTrack(operation, false);
    this.failures = new OutcomeTrack(operation, true);
    this.totals = OperationFigures.none(name);
  }

  void read(RecordingReader reader, CellCounts scratch) {
    successes.read(reader, scratch);
    failures.read(reader, scratch);
  }

  void beginRun() {
    successes.beginRun();
    failures.beginRun();
    totalsKnown = false;
  }

  void beginCounted() {
    successes.beginCounted();
    failures.beginCounted();
    totalsKnown = false;
  }

  /** What has completed between the last two reads. */
  OperationFigures interval(FigureCalculator figuring) {
    return figuring.between(
        name, successes.now(), successes.previous(), failures.now(), failures.previous());
  }

  /** What has completed in the counted part of the run; encoded anew only after a change. */
  OperationFigures totals(FigureCalculator figuring) {
    if (successes.hasChanged() || failures.hasChanged() || !totalsKnown) {
      totals =
          figuring.between(
              name, successes.now(), successes.counted(), failures.now(), failures.counted());
      totalsKnown = true;
    } else {
      figuring.addToSum(successes.now(), successes.counted(), failures.now(), failures.counted());
    }
    return totals;
  }

  /** What completed in the run before its counted part. */
  OperationFigures warmup(FigureCalculator figuring) {
    return figuring.between(
        name, successes.counted(), successes.start(), failures.counted(), failures.start());
  }

  /** All failures since the recording began, as last read. */
  long failures() {
    return failures.now().total();
  }

  /** Whether anything has completed in the run. */
  boolean isInRun() {
    return successes.isInRun() || failures.isInRun();
  }

  boolean hasGrown() {
    return successes.hasGrown() || failures.hasGrown();
  }

  /** The bytes that it holds, with the totals of the last snapshot. */
  long bytes() {
    return 48
        + successes.bytes()
        + failures.bytes()
        + totals.successes().size()
        + totals.failures().size()
        + (totalsKnown ? FIGURES_BYTES : 0);
  }
}
