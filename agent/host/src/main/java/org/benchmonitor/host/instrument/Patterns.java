package org.benchmonitor.host.instrument;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The patterns that hold at one time; immutable, replaced whole.
 *
 * @param session the pattern of the method that bounds a run, or null
 */
record Patterns(List<Matches> operations, @Nullable Matches session, TypeFilter filter) {
  static Patterns of(List<Matches> operations, @Nullable Matches session) {
    return new Patterns(List.copyOf(operations), session, new TypeFilter(all(operations, session)));
  }

  private static List<Matches> all(List<Matches> operations, @Nullable Matches session) {
    List<Matches> all = new ArrayList<>(operations);
    if (session != null) {
      all.add(session);
    }
    return all;
  }

  List<Matches> all() {
    return all(operations, session);
  }

  /** The operation pattern of this text, or null. */
  @Nullable Matches find(String text) {
    for (Matches matches : operations) {
      if (matches.pattern().text().equals(text)) {
        return matches;
      }
    }
    return null;
  }
}
