package org.benchmonitor.host.sample;

import org.benchmonitor.bootstrap.CellCounts;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.Latency;
import org.benchmonitor.run.model.OperationFigures;

/**
 * Turns differences of counts into figures, with scratch histograms of its own; under the sampler's
 * lock.
 */
final class FigureCalculator {
  private final LatencyHistogram one;
  private final LatencyHistogram allSuccesses;
  private final LatencyHistogram allFailures;

  FigureCalculator(int digits) {
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
      CellCounts successes,
      CellCounts successesThen,
      CellCounts failures,
      CellCounts failuresThen) {
    fill(successes, successesThen, allSuccesses);
    Latency latency = one.latency();
    EncodedHistogram encoded = one.encode();
    fill(failures, failuresThen, allFailures);
    return new OperationFigures(name, latency, one.latency(), encoded, one.encode());
  }

  /** Adds to the sum what one operation has counted, without making its figures. */
  void addToSum(
      CellCounts successes,
      CellCounts successesThen,
      CellCounts failures,
      CellCounts failuresThen) {
    add(successes, successesThen, allSuccesses);
    add(failures, failuresThen, allFailures);
  }

  private void fill(CellCounts now, CellCounts then, LatencyHistogram all) {
    one.clear();
    add(now, then, one);
    add(now, then, all);
  }

  private static void add(CellCounts now, CellCounts then, LatencyHistogram to) {
    now.visitGrowthSince(then, to::add);
    to.widen(now.min(), now.max());
  }

  Latency sumOfSuccesses() {
    return allSuccesses.latency();
  }

  Latency sumOfFailures() {
    return allFailures.latency();
  }
}
