package org.benchmonitor.host.sample;

import org.benchmonitor.bootstrap.CellCounts;
import org.benchmonitor.bootstrap.RecordingReader;
import org.benchmonitor.run.model.OperationFigures;
import org.jspecify.annotations.Nullable;

/** The counts and totals of one operation; under the sampler's lock. */
final class OperationTrack {
  private final String name;
  private final OutcomeTrack successes;
  private final OutcomeTrack failures;
  private @Nullable LateOperation totals;

  OperationTrack(int operation, String name) {
    this.name = name;
    this.successes = new OutcomeTrack(operation, false);
    this.failures = new OutcomeTrack(operation, true);
  }

  void read(RecordingReader reader, CellCounts scratch) {
    successes.read(reader, scratch);
    failures.read(reader, scratch);
  }

  void beginRun() {
    successes.beginRun();
    failures.beginRun();
  }

  void beginCounted() {
    successes.beginCounted();
    failures.beginCounted();
  }

  /** What has completed between the last two reads. */
  OperationFigures interval(FigureCalculator figuring) {
    return LateOperation.atOnce(name, successes.interval(), failures.interval(), figuring);
  }

  /** What has completed in the counted part of the run; the same one until something changes. */
  LateOperation totals() {
    LateOperation known = totals;
    if (known == null
        || !successes.isCountedOf(known.successes())
        || !failures.isCountedOf(known.failures())) {
      known = new LateOperation(name, successes.totals(), failures.totals());
      totals = known;
    }
    return known;
  }

  /** What completed in the run before its counted part. */
  LateOperation warmup() {
    return new LateOperation(name, successes.warmup(), failures.warmup());
  }

  /** All failures since the recording began, as last read. */
  long failures() {
    return failures.total();
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
    LateOperation known = totals;
    return 48 + successes.bytes() + failures.bytes() + (known == null ? 0 : known.bytes());
  }
}
