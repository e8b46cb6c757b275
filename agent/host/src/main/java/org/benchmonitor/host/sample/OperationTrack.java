package org.benchmonitor.host.sample;

import org.benchmonitor.bootstrap.RecordingReader;
import org.benchmonitor.run.model.OperationFigures;

/** The counts and totals of one operation; under the sampler's lock. */
final class OperationTrack {
  private final String name;
  private final OutcomeTrack successes;
  private final OutcomeTrack failures;
  private OperationFigures totals;
  private boolean totalsKnown;

  OperationTrack(RecordingReader reader, int operation, String name) {
    this.name = name;
    this.successes = new OutcomeTrack(reader, operation, false);
    this.failures = new OutcomeTrack(reader, operation, true);
    this.totals = OperationFigures.none(name);
  }

  void read(RecordingReader reader) {
    successes.read(reader);
    failures.read(reader);
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

  /** What has completed in the counted part of the run; encoded anew only after growth. */
  OperationFigures totals(FigureCalculator figuring) {
    if (hasGrown() || !totalsKnown) {
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
}
