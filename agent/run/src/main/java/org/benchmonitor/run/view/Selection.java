package org.benchmonitor.run.view;

import java.time.Instant;
import org.benchmonitor.run.model.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Which of the retained intervals are meant: those that lie whole in a range of time.
 *
 * @param from the earliest start, or null
 * @param to the latest end, or null
 * @param includeWarmup whether intervals of the warm-up count
 * @param upTo the last sequence number; what came after the snapshot of an answer is not in it
 */
public record Selection(
    @Nullable Instant from, @Nullable Instant to, boolean includeWarmup, long upTo) {
  /** All intervals up to a sequence number, those of the warm-up too. */
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
