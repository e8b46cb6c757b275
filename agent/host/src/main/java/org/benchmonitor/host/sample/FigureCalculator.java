package org.benchmonitor.host.sample;

import org.benchmonitor.bootstrap.CellLayout;
import org.benchmonitor.bootstrap.PackedCounts;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.Latency;

/** Turns differences of counts into figures, with scratch histograms of its own; one thread. */
final class FigureCalculator {
  private final CellLayout layout;
  private final LatencyHistogram one;
  private final LatencyHistogram allSuccesses;
  private final LatencyHistogram allFailures;

  FigureCalculator(CellLayout layout) {
    this.layout = layout;
    int digits = layout.digits();
    this.one = new LatencyHistogram(digits);
    this.allSuccesses = new LatencyHistogram(digits);
    this.allFailures = new LatencyHistogram(digits);
  }

  /** Starts a sum over operations. */
  void begin() {
    allSuccesses.clear();
    allFailures.clear();
  }

  /** The figures of one outcome between two reads; also adds it to the sum. */
  Latency latency(OutcomeGrowth growth) {
    fill(growth);
    addToSum(growth);
    return one.latency();
  }

  /** The histogram of what {@link #latency} was asked for last. */
  EncodedHistogram encodedLast() {
    return one.encode();
  }

  /** The histogram of one outcome between two reads. */
  EncodedHistogram encoded(OutcomeGrowth growth) {
    fill(growth);
    return one.encode();
  }

  /** Adds to the sum what one outcome has counted, without making its figures. */
  void addToSum(OutcomeGrowth growth) {
    addTo(growth.failed() ? allFailures : allSuccesses, growth);
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
}
