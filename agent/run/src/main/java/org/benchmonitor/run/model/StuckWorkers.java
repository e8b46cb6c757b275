package org.benchmonitor.run.model;

import java.util.HashMap;
import java.util.Map;

/** Tells which workers are in a call far longer than the operation's 99.9th percentile. */
public final class StuckWorkers {
  private static final long FEWEST_CALLS = 100;
  private static final long SHORTEST_NANOS = 100_000_000;
  private static final long TIMES_P999 = 4;

  private final Map<String, Long> longestNanos = new HashMap<>();

  /** Looks at the figures that calls are long beside. */
  public StuckWorkers(Snapshot snapshot) {
    for (OperationFigures operation : snapshot.totals().operations()) {
      if (operation.latency().count() >= FEWEST_CALLS) {
        long longest = Math.max(SHORTEST_NANOS, TIMES_P999 * operation.latency().p999Nanos());
        longestNanos.put(operation.name(), longest);
      }
    }
  }

  /** Whether a worker of the snapshot is. */
  public boolean isStuck(WorkerFigures worker) {
    String operation = worker.currentOperation();
    return operation != null
        && worker.currentAgeNanos() > longestNanos.getOrDefault(operation, Long.MAX_VALUE);
  }
}
