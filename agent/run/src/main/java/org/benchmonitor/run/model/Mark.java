package org.benchmonitor.run.model;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened at a time: a garbage collection, a stall, a change of phase or of the
 * instrumentation, a step or a change of the clock, or what a user has written about it.
 *
 * @param durationNanos its length, or null for a point in time
 */
public record Mark(Instant at, Kind kind, @Nullable Long durationNanos, String text) {
  /** What happened. */
  public enum Kind {
    GC,
    STALL,
    PHASE,
    /** Patterns were applied to classes, or taken from them. */
    INSTRUMENTATION,
    /** The system's clock stepped against the monotonic one, or the operations' clock changed. */
    CLOCK,
    /** A threshold was broken, or holds again. */
    THRESHOLD,
    /** The user's own words; it may be written later than its time. */
    NOTE;

    /** The name in the API. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
