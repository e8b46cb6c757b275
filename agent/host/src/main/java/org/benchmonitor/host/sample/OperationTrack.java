package org.benchmonitor.host.sample;

import org.benchmonitor.bootstrap.CellCounts;
import org.benchmonitor.bootstrap.Correction;
import org.benchmonitor.bootstrap.RecordingReader;
import org.benchmonitor.host.sample.CorrectedTrack.Corrector;
import org.benchmonitor.run.model.OperationFigures;
import org.jspecify.annotations.Nullable;

/** The counts and totals of one operation; under the sampler's lock. */
final class OperationTrack {
  private final int operation;
  private final String name;
  private final OutcomeTrack successes = new OutcomeTrack();
  private final OutcomeTrack failures = new OutcomeTrack();

  /** That of the rule that came last; made with the first. */
  private @Nullable CorrectedTrack corrected;

  /** That of the other kind of rule, if there was one: its counts go on when that comes again. */
  private @Nullable CorrectedTrack other;

  private @Nullable LateOperation totals;

  OperationTrack(int operation, String name) {
    this.operation = operation;
    this.name = name;
  }

  void read(RecordingReader reader, CellCounts scratch) {
    scratch.clear();
    reader.read(operation, false, scratch);
    successes.advance(scratch);
    scratch.clear();
    reader.read(operation, true, scratch);
    failures.advance(scratch);
  }

  /**
   * Corrects what was read last, if there is a rule.
   *
   * @param workers that were active since the read before
   */
  void correct(RecordingReader reader, Corrector corrector, int workers) {
    Correction rule = reader.operations().correction(operation);
    CorrectedTrack known = corrected;
    boolean isOther = false;
    if (rule != null && known != null && rule.isPlanned() != known.isPlanned()) {
      isOther = true;
      known.leave();
      CorrectedTrack left = known;
      known = other;
      other = left;
    }
    if (rule != null && known == null) {
      known = new CorrectedTrack(rule.isPlanned());
    }
    corrected = known;
    if (known == null) {
      return;
    }
    if (known.isPlanned()) {
      known.read(reader, corrector, rule, operation);
      if (isOther) {
        // Its cells may have counts of when there was such a rule before.
        known.forget();
      }
    } else {
      if (isOther) {
        known.forget();
      }
      known.read(corrector, rule, successes.interval(), workers);
    }
  }

  /** Its number. */
  int operation() {
    return operation;
  }

  void beginRun() {
    successes.beginRun();
    failures.beginRun();
    if (corrected != null) {
      corrected.beginRun();
    }
  }

  void beginCounted() {
    successes.beginCounted();
    failures.beginCounted();
    if (corrected != null) {
      corrected.beginCounted();
    }
  }

  /** What has completed between the last two reads. */
  OperationFigures interval(FigureCalculator figuring) {
    return LateOperation.atOnce(
        name,
        successes.interval(),
        failures.interval(),
        corrected == null ? null : corrected.interval(),
        figuring);
  }

  /** What has completed in the counted part of the run; the same one until something changes. */
  LateOperation totals() {
    LateOperation known = totals;
    if (known == null
        || !successes.isCountedOf(known.successes())
        || !failures.isCountedOf(known.failures())
        || (corrected != null && !corrected.isCountedOf(known.corrected()))) {
      known =
          new LateOperation(
              name,
              successes.totals(),
              failures.totals(),
              corrected == null ? null : corrected.totals());
      totals = known;
    }
    return known;
  }

  /** All that has completed since the recording began. */
  LateOperation lifetime() {
    return new LateOperation(
        name,
        successes.lifetime(),
        failures.lifetime(),
        corrected == null ? null : corrected.lifetime());
  }

  /** What completed in the run before its counted part. */
  LateOperation warmup() {
    return new LateOperation(
        name, successes.warmup(), failures.warmup(), corrected == null ? null : corrected.warmup());
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
    return 56
        + successes.bytes()
        + failures.bytes()
        + (corrected == null ? 0 : corrected.bytes())
        + (other == null ? 0 : other.bytes())
        + (known == null ? 0 : known.bytes());
  }
}
