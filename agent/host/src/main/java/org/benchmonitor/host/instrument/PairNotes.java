package org.benchmonitor.host.instrument;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.bootstrap.PairOperation;

/** What whoever reads the figures of pairs must know of those that were not counted. */
final class PairNotes {
  private PairNotes() {}

  static List<String> of(PairOperation pairs) {
    List<String> notes = new ArrayList<>();
    add(
        notes,
        pairs.neverEnded(),
        " operations never ended within timeout=, or were begun once more; they are in no figure");
    add(
        notes,
        pairs.beyond(),
        " starts found no room among those that have not ended; they are in no figure");
    add(notes, pairs.withoutKey(), " starts or ends had no key, or one that could not be read");
    add(notes, pairs.withoutStart(), " ends had a key that has no start");
    add(notes, pairs.again(), " starts had a key whose operation had not ended, see again=");
    return notes;
  }

  private static void add(List<String> notes, long count, String text) {
    if (count > 0) {
      notes.add(count + text);
    }
  }
}
