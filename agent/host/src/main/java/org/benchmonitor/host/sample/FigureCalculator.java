package org.benchmonitor.host.sample;

import org.benchmonitor.bootstrap.CellCounts;
import org.benchmonitor.bootstrap.CellLayout;
import org.benchmonitor.bootstrap.PackedCounts;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.Latency;
import org.benchmonitor.run.model.OperationFigures;

/**
 * Turns differences of counts into figures, with scratch histograms of its own; under the sampler's
 * lock.
 */
final class FigureCalculator {
  private final CellCounts later;
  private final CellCounts earlier;
  private final LatencyHistogram one;
  private final LatencyHistogram allSuccesses;
  private final LatencyHistogram allFailures;

  FigureCalculator(CellLayout layout) {
    int digits = layout.digits();
    this.later = new CellCounts(layout);
    this.earlier = new CellCounts(layout);
    this.one = new LatencyHistogram(digits);
    this.allSuccesses = new LatencyHistogram(digits);
    this.allFailures = new LatencyHistogram(digits);
  }

  /** Starts a sum over operations. */
  void begin() {
    allSuccesses.clear();
    allFailures.clear();
  }

  /** The figures of one operation between two reads; also adds them to the sum. */
  OperationFigures between(
      String name,
      PackedCounts successes,
      PackedCounts successesThen,
      PackedCounts failures,
      PackedCounts failuresThen) {
    fill(successes, successesThen, allSuccesses);
    Latency latency = one.latency();
    EncodedHistogram encoded = one.encode();
    fill(failures, failuresThen, allFailures);
    return new OperationFigures(name, latency, one.latency(), encoded, one.encode());
  }

  /** Adds to the sum what one operation has counted, without making its figures. */
  void addToSum(
      PackedCounts successes,
      PackedCounts successesThen,
      PackedCounts failures,
      PackedCounts failuresThen) {
    addGrowth(successes, successesThen, allSuccesses);
    addGrowth(failures, failuresThen, allFailures);
  }

  private void fill(PackedCounts now, PackedCounts then, LatencyHistogram all) {
    one.clear();
    addGrowth(now, then, one);
    all.add(one);
  }

  private void addGrowth(PackedCounts now, PackedCounts then, LatencyHistogram to) {
    if (now.total() != then.total()) {
      later.unpack(now);
      earlier.unpack(then);
      later.visitGrowthSince(earlier, to::add);
      to.widen(later.min(), later.max());
    }
  }

  Latency sumOfSuccesses() {
    return allSuccesses.latency();
  }

  Latency sumOfFailures() {
    return allFailures.latency();
  }
}
