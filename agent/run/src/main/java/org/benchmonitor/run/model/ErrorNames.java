package org.benchmonitor.run.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names under which types of errors are shown: simple names, or full names where two simple
 * names are equal. Immutable.
 *
 * <p>Everything else knows a type by its full name only. What was counted before a second type of
 * the same simple name appeared therefore still belongs to the first.
 */
public final class ErrorNames {
  public static final ErrorNames NONE = new ErrorNames(Map.of());

  private final Map<String, String> simpleNames;

  private ErrorNames(Map<String, String> simpleNames) {
    this.simpleNames = simpleNames;
  }

  /** The names of all types there are: the simple name of each by its full one. */
  public static ErrorNames of(Map<String, String> simpleByFull) {
    Set<String> taken = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (String simpleName : simpleByFull.values()) {
      if (!taken.add(simpleName)) {
        twice.add(simpleName);
      }
    }
    Map<String, String> unique = new HashMap<>(simpleByFull);
    unique.values().removeAll(twice);
    return new ErrorNames(Map.copyOf(unique));
  }

  /** What to call the type of this full name. */
  public String shown(String type) {
    return simpleNames.getOrDefault(type, type);
  }

  /** The same for one that may be missing. */
  public @Nullable String shownOrNull(@Nullable String type) {
    return type == null ? null : shown(type);
  }
}
