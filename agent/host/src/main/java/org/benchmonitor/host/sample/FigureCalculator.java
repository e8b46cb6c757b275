package org.benchmonitor.host.sample;

import org.benchmonitor.bootstrap.CellLayout;
import org.benchmonitor.bootstrap.PackedCounts;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.merge.CorrectedSum;
import org.benchmonitor.run.model.Corrected;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.Latency;
import org.jspecify.annotations.Nullable;

/** Turns differences of counts into figures, with scratch histograms of its own; one thread. */
final class FigureCalculator {
  private final CellLayout layout;
  private final LatencyHistogram one;
  private final LatencyHistogram allSuccesses;
  private final LatencyHistogram allFailures;
  private final CorrectedSum allCorrected;

  FigureCalculator(CellLayout layout) {
    this.layout = layout;
    int digits = layout.digits();
    this.one = new LatencyHistogram(digits);
    this.allSuccesses = new LatencyHistogram(digits);
    this.allFailures = new LatencyHistogram(digits);
    this.allCorrected = new CorrectedSum(digits);
  }

  /** Starts a sum over operations. */
  void begin() {
    allSuccesses.clear();
    allFailures.clear();
    allCorrected.clear();
  }

  /** The figures of successes between two reads; also adds them to the sum. */
  Latency successes(OutcomeGrowth growth) {
    fill(growth);
    addTo(allSuccesses, growth);
    return one.latency();
  }

  /** The figures of failures between two reads; also adds them to the sum. */
  Latency failures(OutcomeGrowth growth) {
    fill(growth);
    addTo(allFailures, growth);
    return one.latency();
  }

  /** The figures of corrected latencies between two reads; also adds them to the sum. */
  Latency corrected(CorrectedGrowth corrected) {
    fill(corrected.growth());
    allCorrected.add(corrected.rule(), one);
    return one.latency();
  }

  /** Says that an operation has no corrected latencies beside so many calls. */
  void uncorrected(OutcomeGrowth successes) {
    allCorrected.addUncorrected(successes.count());
  }

  /** The histogram of the figures that were asked for last. */
  EncodedHistogram encodedLast() {
    return one.encode();
  }

  /** The histogram of one outcome between two reads. */
  EncodedHistogram encoded(OutcomeGrowth growth) {
    fill(growth);
    return one.encode();
  }

  /** Adds an operation to the sums, without making its figures. */
  void addToSums(
      OutcomeGrowth successes, OutcomeGrowth failures, @Nullable CorrectedGrowth corrected) {
    addTo(allSuccesses, successes);
    addTo(allFailures, failures);
    if (corrected != null) {
      fill(corrected.growth());
      allCorrected.add(corrected.rule(), one);
    } else {
      allCorrected.addUncorrected(successes.count());
    }
  }

  private void fill(OutcomeGrowth growth) {
    one.clear();
    addTo(one, growth);
  }

  private void addTo(LatencyHistogram to, OutcomeGrowth growth) {
    PackedCounts now = growth.now();
    if (growth.count() != 0) {
      now.visitGrowthSince(growth.then(), layout, to::add);
      to.widen(now.min(), now.max());
    }
  }

  Latency sumOfSuccesses() {
    return allSuccesses.latency();
  }

  Latency sumOfFailures() {
    return allFailures.latency();
  }

  @Nullable Corrected sumOfCorrected() {
    return allCorrected.sum();
  }
}
