package org.benchmonitor.host.sample;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.bootstrap.CellLayout;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.OperationFigures;
import org.jspecify.annotations.Nullable;

/**
 * Makes figures for whoever reads totals, one reader at a time; any thread but under no other lock
 * that the sampler takes.
 *
 * <p>The sampler has a {@link FigureCalculator} of its own, so no reader keeps it waiting. This one
 * is made by the first reader: its scratch takes a hundred kilobytes or more.
 */
final class LateCalculator {
  private final CellLayout layout;
  private @Nullable FigureCalculator figuring;

  LateCalculator(CellLayout layout) {
    this.layout = layout;
  }

  synchronized Figures figures(long lengthNanos, List<LateOperation> operations) {
    FigureCalculator calculator = calculator();
    calculator.begin();
    List<OperationFigures> figures = new ArrayList<>(operations.size());
    for (LateOperation operation : operations) {
      figures.add(operation.figures(calculator, this));
    }
    return new Figures(
        lengthNanos,
        calculator.sumOfSuccesses(),
        calculator.sumOfFailures(),
        calculator.sumOfCorrected(),
        List.copyOf(figures));
  }

  synchronized EncodedHistogram encoded(OutcomeGrowth growth) {
    return calculator().encoded(growth);
  }

  private FigureCalculator calculator() {
    FigureCalculator known = figuring;
    if (known == null) {
      known = new FigureCalculator(layout);
      figuring = known;
    }
    return known;
  }
}
