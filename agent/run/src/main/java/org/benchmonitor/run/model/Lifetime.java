package org.benchmonitor.run.model;

import java.time.Instant;
import java.util.List;

/**
 * What was counted since the monitor began, over all runs, warm-up included; immutable.
 *
 * <p>Of two of them, the later one has no smaller count. An operation is in it from its
 * registration on.
 *
 * @param since when the counting began
 * @param operations in the order of their registration; what is corrected has the kind of its rule,
 *     {@code intended} or {@code interval}
 * @param errors of each operation and type that has had one
 */
public record Lifetime(Instant since, LateFigures operations, List<ErrorCount> errors) {
  /** Where nothing is counted. */
  public static final Lifetime NONE = new Lifetime(Instant.EPOCH, Figures.EMPTY, List.of());

  /** The errors of one type, by its full name, in one operation. */
  public record ErrorCount(String operation, String type, long count) {}
}
