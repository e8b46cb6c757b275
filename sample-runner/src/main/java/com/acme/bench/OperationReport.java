package com.acme.bench;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one operation did in one phase.
 *
 * @param errors the failures by simple class name of the exception
 * @param responseMs of all calls, from when they were due; there is none without a target rate
 */
record OperationReport(
    long count,
    long succeeded,
    long failed,
    SortedMap<String, Long> errors,
    LatencyReport successLatencyMs,
    LatencyReport failureLatencyMs,
    LatencyReport responseMs) {

  static OperationReport of(OperationFigures figures) {
    SortedMap<String, Long> errors = new TreeMap<>();
    figures.errors().forEach((type, count) -> errors.put(type, count.sum()));
    long succeeded = figures.successes().getTotalCount();
    long failed = figures.failures().getTotalCount();
    return new OperationReport(
        succeeded + failed,
        succeeded,
        failed,
        errors,
        LatencyReport.of(figures.successes()),
        LatencyReport.of(figures.failures()),
        LatencyReport.of(figures.responses()));
  }
}
