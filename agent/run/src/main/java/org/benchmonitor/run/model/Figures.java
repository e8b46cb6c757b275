package org.benchmonitor.run.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All operations over a stretch of time.
 *
 * @param lengthNanos the measured length that rates are divided by
 * @param latency of all successful calls, from the merged histograms
 * @param errorLatency of all failed calls, from the merged histograms
 * @param corrected of all successful calls, if each operation that has some has a rule that
 *     corrects them; else null. Without its histogram
 * @param operations by operation, in the order of first sight
 */
public record Figures(
    long lengthNanos,
    Latency latency,
    Latency errorLatency,
    @Nullable Corrected corrected,
    List<OperationFigures> operations)
    implements LateFigures {
  public static final Figures EMPTY = new Figures(0, Latency.EMPTY, Latency.EMPTY, List.of());

  /** Figures of operations of which none is corrected. */
  public Figures(
      long lengthNanos, Latency latency, Latency errorLatency, List<OperationFigures> operations) {
    this(lengthNanos, latency, errorLatency, null, operations);
  }

  @Override
  public Figures get() {
    return this;
  }

  @Override
  public long count() {
    return latency.count() + errorLatency.count();
  }

  @Override
  public long errors() {
    return errorLatency.count();
  }

  @Override
  public int operationCount() {
    return operations.size();
  }

  @Override
  public long bytes() {
    return ByteSizes.of(this);
  }
}
