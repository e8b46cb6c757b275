package org.benchmonitor.host.sample;

import org.benchmonitor.bootstrap.CellCounts;
import org.benchmonitor.bootstrap.CellLayout;
import org.benchmonitor.bootstrap.Correction;
import org.benchmonitor.bootstrap.RecordingReader;
import org.benchmonitor.run.histogram.OmissionCorrection;
import org.benchmonitor.run.model.Corrected;
import org.jspecify.annotations.Nullable;

/**
 * The corrected counts of one operation that has a rule; under the sampler's lock.
 *
 * <p>They are made at each read, of what was counted since the one before: the interval of a rate
 * is another in each, as other workers are active.
 */
final class CorrectedTrack {
  private final boolean isPlanned;
  private final OutcomeTrack counts = new OutcomeTrack();
  private @Nullable String ofInterval;
  private @Nullable String ofRun;

  /**
   * Makes it without any count.
   *
   * @param isPlanned whether the calls tell their planned start, so that the probe counts
   */
  CorrectedTrack(boolean isPlanned) {
    this.isPlanned = isPlanned;
  }

  boolean isPlanned() {
    return isPlanned;
  }

  /** What corrects the counts of all operations; one thread. */
  static final class Corrector {
    private final CellLayout layout;
    private final CellCounts scratch;
    private final OmissionCorrection omission;
    private long shortest;

    /**
     * Makes it.
     *
     * @param scratch of the same layout, for nobody else meanwhile
     */
    Corrector(CellLayout layout, CellCounts scratch) {
      this.layout = layout;
      this.scratch = scratch;
      this.omission = new OmissionCorrection(layout.digits());
    }

    /** Adds successful calls, and those that should have begun while they lasted. */
    private void add(OutcomeGrowth raw, long intervalNanos) {
      omission.begin(intervalNanos);
      shortest = raw.now().min();
      raw.now()
          .visitGrowthSince(
              raw.then(),
              layout,
              (lowest, count) -> {
                scratch.add(lowest, count);
                omission.take(lowest, count);
              });
      omission.addTo(
          (lowest, count) -> {
            scratch.add(lowest, count);
            shortest = Math.min(shortest, lowest);
          });
      scratch.widen(shortest, raw.now().max());
    }
  }

  /**
   * Corrects what was counted between the last two reads.
   *
   * @param rule of now, or null
   * @param workers that were active
   */
  void read(Corrector corrector, @Nullable Correction rule, OutcomeGrowth raw, int workers) {
    follow(rule);
    if (rule == null || raw.count() == 0) {
      counts.stay();
      return;
    }
    corrector.scratch.clear();
    corrector.scratch.add(counts.now(), corrector.layout);
    corrector.add(raw, rule.intervalNanos(workers));
    counts.advance(corrector.scratch);
  }

  /**
   * Takes what the probe has counted from the planned starts.
   *
   * @param rule of now, or null
   */
  void read(RecordingReader reader, Corrector corrector, @Nullable Correction rule, int operation) {
    follow(rule);
    int number = reader.operations().corrected(operation);
    if (number < 0) {
      counts.stay();
      return;
    }
    corrector.scratch.clear();
    reader.read(number, false, corrector.scratch);
    counts.advance(corrector.scratch);
  }

  private void follow(@Nullable Correction rule) {
    ofInterval = rule == null ? null : rule.text();
    ofRun = rule == null ? ofRun : Corrected.rules(ofRun, rule.text());
  }

  /** Has no rule any more, because one of the other kind has come. */
  void leave() {
    ofInterval = null;
  }

  /** Begins with what was read last, and with the rule of now. */
  void forget() {
    counts.stay();
    beginRun();
  }

  void beginRun() {
    counts.beginRun();
    ofRun = ofInterval;
  }

  void beginCounted() {
    counts.beginCounted();
  }

  @Nullable CorrectedGrowth interval() {
    return growth(ofInterval, counts.interval());
  }

  @Nullable CorrectedGrowth totals() {
    return growth(ofRun, counts.totals());
  }

  @Nullable CorrectedGrowth warmup() {
    return growth(ofRun, counts.warmup());
  }

  /** All since the recording began, by the kind of their rule: others of it may have come since. */
  CorrectedGrowth lifetime() {
    return new CorrectedGrowth(isPlanned ? "intended" : "interval", counts.lifetime());
  }

  private static @Nullable CorrectedGrowth growth(@Nullable String rule, OutcomeGrowth growth) {
    return rule == null ? null : new CorrectedGrowth(rule, growth);
  }

  /** Whether these are still the totals. */
  boolean isCountedOf(@Nullable CorrectedGrowth totals) {
    return totals == null
        ? ofRun == null
        : totals.rule().equals(ofRun) && counts.isCountedOf(totals.growth());
  }

  /** The bytes that it holds. */
  long bytes() {
    return 40 + counts.bytes();
  }
}
