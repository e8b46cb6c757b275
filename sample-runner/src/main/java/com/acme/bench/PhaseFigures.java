package com.acme.bench;

import java.util.EnumMap;
import java.util.Map;

/** The measurements of one phase of the run, by operation; recorded by all workers at once. */
final class PhaseFigures {
  private final Map<OperationType, OperationFigures> operations =
      new EnumMap<>(OperationType.class);

  PhaseFigures() {
    for (OperationType type : OperationType.values()) {
      operations.put(type, new OperationFigures());
    }
  }

  OperationFigures of(OperationType type) {
    return operations.get(type);
  }

  OperationFigures total() {
    OperationFigures total = new OperationFigures();
    operations.values().forEach(total::add);
    return total;
  }
}
