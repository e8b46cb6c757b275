package org.benchmonitor.run.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the search for operations is, and what the last one has found.
 *
 * @param progress from 0 to 1
 * @param started when the search began; null if there was none
 * @param stacks that were seen with a method of the host
 * @param threads that they are of
 * @param costPercent what looking at stacks took, the host's standstill and the agent's CPU time,
 *     of the time that it went on
 * @param notes what whoever reads the list must know
 * @param problem why the search failed; null if it did not
 * @param suggestions the best first; empty before the search is done
 */
public record SuggestionReport(
    State state,
    double progress,
    @Nullable Instant started,
    long stacks,
    int threads,
    double costPercent,
    List<String> notes,
    @Nullable String problem,
    List<Suggestion> suggestions) {
  /** Where nothing was ever searched for. */
  public static final SuggestionReport NONE =
      new SuggestionReport(State.IDLE, 0, null, 0, 0, 0, List.of(), null, List.of());

  /** Where a search is. */
  public enum State {
    IDLE,
    SAMPLING,
    TRYING,
    DONE,
    FAILED;

    /** Whether a search goes on. */
    public boolean isBusy() {
      return this == SAMPLING || this == TRYING;
    }
  }
}
