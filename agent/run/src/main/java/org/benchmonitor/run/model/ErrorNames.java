package org.benchmonitor.run.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the types of errors are called where they are shown: by their simple names, or by their full
 * ones where two would be called the same. Immutable.
 *
 * <p>Everything else knows a type by its full name only, so that what was counted before a second
 * type of the same simple name came is still the first one's.
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
