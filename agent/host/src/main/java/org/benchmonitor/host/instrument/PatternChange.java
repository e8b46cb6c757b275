package org.benchmonitor.host.instrument;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.setup.config.OperationSpec;
import org.jspecify.annotations.Nullable;

/**
 * One change of the patterns, parsed and checked, not yet made.
 *
 * @param after all operation patterns then, in their order
 */
record PatternChange(List<Matches> after, List<Matches> added, List<Matches> removed) {
  private static final int MOST = 1_000;

  /**
   * Understands a change.
   *
   * @throws IllegalArgumentException naming the pattern that is wrong
   */
  static PatternChange of(
      Patterns before, List<OperationSpec> add, List<String> remove, RetiredPatterns retired) {
    List<Matches> after = new ArrayList<>(before.operations());
    List<Matches> removed = new ArrayList<>();
    for (String text : remove) {
      Matches matches = before.find(text.trim());
      if (matches == null) {
        throw new IllegalArgumentException(
            "remove has '" + text + "', allowed are the current patterns: " + texts(before));
      }
      after.remove(matches);
      removed.add(matches);
    }
    List<Matches> added = new ArrayList<>();
    for (OperationSpec spec : add) {
      Matches matches = toBeAdded(spec, after, retired);
      if (matches != null) {
        after.add(matches);
        added.add(matches);
      }
    }
    if (after.size() > MOST) {
      throw new IllegalArgumentException(
          "add makes it " + after.size() + " patterns, allowed are " + MOST);
    }
    return new PatternChange(after, added, removed);
  }

  private static List<String> texts(Patterns patterns) {
    return patterns.operations().stream().map(matches -> matches.pattern().text()).toList();
  }

  /** The pattern, or null if it holds already. */
  private static @Nullable Matches toBeAdded(
      OperationSpec spec, List<Matches> after, RetiredPatterns retired) {
    Matches fresh = Matches.of(spec);
    for (Matches there : after) {
      if (there.pattern().text().equals(fresh.pattern().text())) {
        if (there.spec().equals(spec)) {
          return null;
        }
        throw new IllegalArgumentException(
            "'"
                + fresh.pattern().text()
                + "' is already there with other rules; name it under remove too");
      }
    }
    Matches known = retired.find(spec);
    return known == null ? fresh : known.named();
  }

  boolean isNothing() {
    return added.isEmpty() && removed.isEmpty();
  }
}
