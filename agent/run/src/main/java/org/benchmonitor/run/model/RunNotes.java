package org.benchmonitor.run.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes a user's own words about the current run. Any thread, several at once. */
@FunctionalInterface
public interface RunNotes {
  /** The most characters of a note. */
  int LONGEST = 200;

  /** For runs that are only read. */
  RunNotes CLOSED =
      (text, at, by) -> {
        throw new IllegalStateException("a note does not apply now, the run is a recorded one");
      };

  /**
   * Marks a moment of the run. The mark is in the interval that is under way, whatever its time.
   *
   * @param text of 1 to {@link #LONGEST} characters
   * @param at the moment, null for now
   * @param by who wrote it, for the log
   * @throws IllegalArgumentException if the moment is not within the run, with what is allowed
   * @throws IllegalStateException if the run takes no note now, with the reason
   */
  Mark note(String text, @Nullable Instant at, String by);
}
