package org.benchmonitor.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run.
 *
 * @param start of the first operation, null before it
 * @param end null until it has ended
 * @param elapsed measured from the first operation, zero before it
 * @param reason how it ended, null before
 * @param phases every status so far with its begin, in order
 */
public record Session(
    String id,
    RunStatus status,
    @Nullable Instant start,
    @Nullable Instant end,
    Duration elapsed,
    @Nullable String reason,
    List<Phase> phases) {
  /** A status and since when. */
  public record Phase(RunStatus status, Instant since) {}
}
