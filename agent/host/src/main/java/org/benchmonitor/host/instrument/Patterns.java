package org.benchmonitor.host.instrument;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The patterns that hold at one time; immutable, replaced whole.
 *
 * @param session the pattern of the method that bounds a run, or null
 * @param tried those whose methods are only tried; none of what matches an operation
 */
record Patterns(
    List<Matches> operations, @Nullable Matches session, List<Matches> tried, TypeFilter filter) {
  static Patterns of(List<Matches> operations, @Nullable Matches session) {
    return of(operations, session, List.of());
  }

  private static Patterns of(
      List<Matches> operations, @Nullable Matches session, List<Matches> tried) {
    List<Matches> all = all(operations, session);
    // Behind the operations: the first pattern that matches a method has it.
    all.addAll(tried);
    return new Patterns(List.copyOf(operations), session, List.copyOf(tried), new TypeFilter(all));
  }

  private static List<Matches> all(List<Matches> operations, @Nullable Matches session) {
    List<Matches> all = withEnds(operations);
    if (session != null) {
      all.add(session);
    }
    return all;
  }

  /** The same with other operations. */
  Patterns with(List<Matches> others) {
    return of(others, session, tried);
  }

  /** The same while others are tried. */
  Patterns trying(List<Matches> others) {
    return of(operations, session, others);
  }

  /** The patterns, each with those of its ends behind it. */
  static List<Matches> withEnds(List<Matches> operations) {
    List<Matches> all = new ArrayList<>();
    for (Matches matches : operations) {
      all.add(matches);
      all.addAll(matches.ends());
    }
    return all;
  }

  /** All but those that are only tried. */
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
