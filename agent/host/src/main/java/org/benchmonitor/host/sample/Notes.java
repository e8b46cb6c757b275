package org.benchmonitor.host.sample;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.benchmonitor.run.model.Mark;
import org.jspecify.annotations.Nullable;

/**
 * The user's notes about the current run: checks and counts them; under the sampler's lock.
 *
 * <p>Bounded: a run takes so many, and none of them is ever given up.
 */
final class Notes {
  static final int MOST = 200;

  private final Ticker ticker;
  private final PendingMarks marks;
  private @Nullable RunClock of;
  private int taken;

  Notes(Ticker ticker, PendingMarks marks) {
    this.ticker = ticker;
    this.marks = marks;
  }

  /** See {@link org.benchmonitor.run.model.RunNotes#note}. */
  Mark add(RunClock run, String text, @Nullable Instant at) {
    if (run != of) {
      of = run;
      taken = 0;
    }
    Instant start = run.start();
    if (start == null || run.isEnded()) {
      throw new IllegalStateException(
          "a note does not apply now, the status is '" + run.status().text() + "'");
    }
    if (taken == MOST) {
      throw new IllegalStateException(
          "a note does not apply now, the run has " + MOST + " of them, the most that it keeps");
    }
    Mark note = new Mark(moment(at, start), Mark.Kind.NOTE, null, text);
    taken++;
    marks.addNote(note);
    return note;
  }

  private Instant moment(@Nullable Instant at, Instant start) {
    Instant now = ticker.instantOf(ticker.nanos());
    if (at == null) {
      return now;
    }
    // The API tells times in milliseconds, so the start itself comes back as one a little before.
    Instant first = start.truncatedTo(ChronoUnit.MILLIS);
    if (at.isBefore(first) || at.isAfter(now)) {
      throw new IllegalArgumentException(
          "time is '"
              + at
              + "', allowed are "
              + first
              + " to "
              + now.truncatedTo(ChronoUnit.MILLIS)
              + ", from the begin of the run until now");
    }
    return at.isBefore(start) ? start : at;
  }
}
