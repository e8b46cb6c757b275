package org.benchmonitor.host.sample;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.model.Mark;

/**
 * Marks on their way to the sampler from the threads that saw them; any thread, short lock.
 *
 * <p>Bounded: marks beyond the cap within one interval are dropped, but for notes, which are
 * bounded by {@link Notes}.
 */
final class PendingMarks {
  private static final int MOST = 200;

  private List<Mark> waiting = new ArrayList<>();

  synchronized void add(Mark mark) {
    if (waiting.size() < MOST) {
      waiting.add(mark);
    }
  }

  /** A user's own words, for which there is room in any case. */
  synchronized void addNote(Mark note) {
    waiting.add(note);
  }

  /** Takes all marks, ordered by time. */
  synchronized List<Mark> take() {
    List<Mark> taken = waiting;
    waiting = new ArrayList<>();
    taken.sort((a, b) -> a.at().compareTo(b.at()));
    return List.copyOf(taken);
  }
}
