package org.benchmonitor.host.sample;

import java.time.Instant;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.Errors;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.LateFigures;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Workers;

/**
 * The result of one cut: the interval that it ended, and the run up to it.
 *
 * @param during where the run was in the whole of the interval
 * @param figures what completed in the interval
 * @param errorsOfInterval the interval's errors by type
 * @param totals what has completed in the counted part of the run
 * @param warmupTotals what completed in the warm-up
 * @param errors those of the current part of the run, warm-up or counted
 */
record Cut(
    Instant start,
    Instant end,
    During during,
    Figures figures,
    ErrorCounts errorsOfInterval,
    Workers workers,
    LateFigures totals,
    LateFigures warmupTotals,
    Errors errors) {
  /** Where a run is: its status, and whether what completes is left out of the totals. */
  record During(RunStatus status, boolean warmup) {
    static During of(RunClock run) {
      return new During(run.status(), run.isWarmup());
    }
  }
}
