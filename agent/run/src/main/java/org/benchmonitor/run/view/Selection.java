package org.benchmonitor.run.view;

import java.time.Instant;
import org.benchmonitor.run.model.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Selects the retained intervals that lie entirely in a range of time. Immutable.
 *
 * @param from the earliest start, or null
 * @param to the latest end, or null
 * @param includeWarmup whether to include intervals of the warm-up
 * @param upTo the last sequence number, which is that of the answer's snapshot
 */
public record Selection(
    @Nullable Instant from, @Nullable Instant to, boolean includeWarmup, long upTo) {
  /** All intervals up to a sequence number, including the warm-up. */
  public static Selection upTo(long sequence) {
    return new Selection(null, null, true, sequence);
  }

  boolean holds(Interval interval) {
    return interval.sequence() <= upTo
        && (from == null || !interval.start().isBefore(from))
        && (to == null || !interval.end().isAfter(to))
        && (includeWarmup || !interval.warmup());
  }
}
