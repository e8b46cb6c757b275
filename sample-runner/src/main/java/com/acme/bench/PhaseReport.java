package com.acme.bench;

import java.util.EnumMap;
import java.util.Map;

/** What happened in one phase, by operation and in total. */
record PhaseReport(
    double elapsedMs,
    double operationsPerSecond,
    OperationReport total,
    Map<OperationType, OperationReport> operations) {

  static PhaseReport of(PhaseFigures figures, long elapsedNanos) {
    Map<OperationType, OperationReport> operations = new EnumMap<>(OperationType.class);
    for (OperationType type : OperationType.values()) {
      operations.put(type, OperationReport.of(figures.of(type)));
    }
    OperationReport total = OperationReport.of(figures.total());
    return new PhaseReport(
        elapsedNanos / 1e6,
        elapsedNanos == 0 ? 0 : total.count() * 1e9 / elapsedNanos,
        total,
        operations);
  }
}
