package org.benchmonitor.host.sample;

import java.util.List;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.LateFigures;
import org.jspecify.annotations.Nullable;

/**
 * What all operations have counted between two cuts, as figures when somebody asks; any thread.
 *
 * <p>It holds the counts themselves, which never change, so it is the same whenever it is asked.
 */
final class LateTotals implements LateFigures {
  /** The figures of all operations together, with two latencies, and this object. */
  private static final long FIXED_BYTES = 40 + 32 + 2 * 104;

  private final long lengthNanos;
  private final List<LateOperation> operations;
  private final LateCalculator calculator;
  private final long count;
  private final long errors;
  private final long bytes;
  private volatile @Nullable Figures made;

  LateTotals(long lengthNanos, List<LateOperation> operations, LateCalculator calculator) {
    this.lengthNanos = lengthNanos;
    this.operations = operations;
    this.calculator = calculator;
    long successes = 0;
    long failures = 0;
    long held = FIXED_BYTES;
    for (LateOperation operation : operations) {
      successes += operation.successes().count();
      failures += operation.failures().count();
      // With its place in both lists.
      held += operation.bytes() + 8;
    }
    this.count = successes + failures;
    this.errors = failures;
    this.bytes = held;
  }

  @Override
  public Figures get() {
    Figures known = made;
    if (known == null) {
      synchronized (this) {
        known = made;
        if (known == null) {
          known = calculator.figures(lengthNanos, operations);
          made = known;
        }
      }
    }
    return known;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public long errors() {
    return errors;
  }

  @Override
  public int operationCount() {
    return operations.size();
  }

  @Override
  public long bytes() {
    return bytes;
  }
}
