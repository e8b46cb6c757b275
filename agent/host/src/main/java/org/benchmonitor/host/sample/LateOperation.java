package org.benchmonitor.host.sample;

import org.benchmonitor.run.model.Corrected;
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

  /** What corrected figures take: themselves, a latency and an encoded histogram. */
  private static final long CORRECTED_BYTES = 24 + 104 + 40;

  private final String name;
  private final OutcomeGrowth successes;
  private final OutcomeGrowth failures;
  private final @Nullable CorrectedGrowth corrected;
  private @Nullable OperationFigures made;

  LateOperation(
      String name,
      OutcomeGrowth successes,
      OutcomeGrowth failures,
      @Nullable CorrectedGrowth corrected) {
    this.name = name;
    this.successes = successes;
    this.failures = failures;
    this.corrected = corrected;
  }

  OutcomeGrowth successes() {
    return successes;
  }

  OutcomeGrowth failures() {
    return failures;
  }

  @Nullable CorrectedGrowth corrected() {
    return corrected;
  }

  /** The figures; also adds them to the sum. The calculator's owner calls it. */
  OperationFigures figures(FigureCalculator figuring, LateCalculator late) {
    OperationFigures known = made;
    if (known != null) {
      figuring.addToSums(successes, failures, corrected);
      return known;
    }
    known =
        new OperationFigures(
            name,
            figuring.successes(successes),
            figuring.failures(failures),
            encodedLate(successes, late),
            encodedLate(failures, late),
            corrected(figuring, late));
    made = known;
    return known;
  }

  private @Nullable Corrected corrected(FigureCalculator figuring, LateCalculator late) {
    if (corrected == null) {
      figuring.uncorrected(successes);
      return null;
    }
    return new Corrected(
        corrected.rule(), figuring.corrected(corrected), encodedLate(corrected.growth(), late));
  }

  private static EncodedHistogram encodedLate(OutcomeGrowth growth, LateCalculator late) {
    return growth.count() == 0
        ? EncodedHistogram.EMPTY
        : EncodedHistogram.late(() -> late.encoded(growth));
  }

  /** The figures at once, histograms included; also adds them to the sum. */
  static OperationFigures atOnce(
      String name,
      OutcomeGrowth successes,
      OutcomeGrowth failures,
      @Nullable CorrectedGrowth corrected,
      FigureCalculator figuring) {
    Latency latency = figuring.successes(successes);
    EncodedHistogram encoded = figuring.encodedLast();
    Latency errorLatency = figuring.failures(failures);
    EncodedHistogram encodedFailures = figuring.encodedLast();
    if (corrected == null) {
      figuring.uncorrected(successes);
      return new OperationFigures(name, latency, errorLatency, encoded, encodedFailures);
    }
    Latency correctedLatency = figuring.corrected(corrected);
    return new OperationFigures(
        name,
        latency,
        errorLatency,
        encoded,
        encodedFailures,
        new Corrected(corrected.rule(), correctedLatency, figuring.encodedLast()));
  }

  /** The bytes that it holds with its counts, as if its figures had been made. */
  long bytes() {
    return FIGURES_BYTES
        + bytesOf(successes)
        + bytesOf(failures)
        + (corrected == null ? 0 : CORRECTED_BYTES + bytesOf(corrected.growth()));
  }

  private static long bytesOf(OutcomeGrowth growth) {
    return growth.count() == 0 ? 0 : 2 * growth.bytes() + BESIDE_COUNTS;
  }
}
