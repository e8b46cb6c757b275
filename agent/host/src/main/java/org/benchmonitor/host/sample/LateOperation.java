package org.benchmonitor.host.sample;

import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.Latency;
import org.benchmonitor.run.model.OperationFigures;
import org.jspecify.annotations.Nullable;

/**
 * One operation between two reads of its cells, whose figures are made when they are asked for.
 *
 * <p>Any thread; the figures are guarded by the {@link LateCalculator} that makes them. Snapshots
 * without a change of the operation between them share one.
 */
final class LateOperation {
  /** Its own object and what figures take: theirs, two latencies and two encoded histograms. */
  private static final long FIGURES_BYTES = 96 + 240 + 2 * 40;

  /** What an encoded histogram takes beyond its counts as they are packed here. */
  private static final long BESIDE_COUNTS = 160;

  private final String name;
  private final OutcomeGrowth successes;
  private final OutcomeGrowth failures;
  private @Nullable OperationFigures made;

  LateOperation(String name, OutcomeGrowth successes, OutcomeGrowth failures) {
    this.name = name;
    this.successes = successes;
    this.failures = failures;
  }

  OutcomeGrowth successes() {
    return successes;
  }

  OutcomeGrowth failures() {
    return failures;
  }

  /** The figures; also adds them to the sum. The calculator's owner calls it. */
  OperationFigures figures(FigureCalculator figuring, LateCalculator late) {
    OperationFigures known = made;
    if (known != null) {
      figuring.addToSum(successes);
      figuring.addToSum(failures);
      return known;
    }
    known =
        new OperationFigures(
            name,
            figuring.latency(successes),
            figuring.latency(failures),
            encodedLate(successes, late),
            encodedLate(failures, late));
    made = known;
    return known;
  }

  private static EncodedHistogram encodedLate(OutcomeGrowth growth, LateCalculator late) {
    return growth.count() == 0
        ? EncodedHistogram.EMPTY
        : EncodedHistogram.late(() -> late.encoded(growth));
  }

  /** The figures at once, histograms included; also adds them to the sum. */
  static OperationFigures atOnce(
      String name, OutcomeGrowth successes, OutcomeGrowth failures, FigureCalculator figuring) {
    Latency latency = figuring.latency(successes);
    EncodedHistogram encoded = figuring.encodedLast();
    Latency errorLatency = figuring.latency(failures);
    return new OperationFigures(name, latency, errorLatency, encoded, figuring.encodedLast());
  }

  /** The bytes that it holds with its counts, as if its figures had been made. */
  long bytes() {
    return FIGURES_BYTES + bytesOf(successes) + bytesOf(failures);
  }

  private static long bytesOf(OutcomeGrowth growth) {
    return growth.count() == 0 ? 0 : 2 * growth.bytes() + BESIDE_COUNTS;
  }
}
