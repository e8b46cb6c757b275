package org.benchmonitor.run.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run.
 *
 * @param start of the first operation, null before it
 * @param end null until it has ended
 * @param elapsed measured from the first operation, pauses left out; zero before it
 * @param paused for how long it has been paused in all
 * @param reason how it ended, null before
 * @param stopping whether it was asked to stop and has not ended yet
 * @param phases the last statuses, each with its begin, in order; and the first
 */
public record RunState(
    String id,
    RunStatus status,
    @Nullable Instant start,
    @Nullable Instant end,
    Duration elapsed,
    Duration paused,
    @Nullable String reason,
    boolean stopping,
    List<Phase> phases) {
  /** Whether a control does something now. */
  public boolean allows(RunControl.Action action) {
    return switch (action) {
      case PAUSE -> !status.isEnded() && status != RunStatus.PAUSED && !stopping;
      case RESUME -> status == RunStatus.PAUSED;
      case STOP -> !status.isEnded() && !stopping;
    };
  }

  /** A status and since when. */
  public record Phase(RunStatus status, Instant since) {}
}
