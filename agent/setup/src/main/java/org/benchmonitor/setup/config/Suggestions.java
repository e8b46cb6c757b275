package org.benchmonitor.setup.config;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the known word nearest to a mistyped one, by Levenshtein's distance. */
final class Suggestions {
  private static final int LONGEST = 40;

  private Suggestions() {}

  /** Returns the nearest candidate within a third of the word's length, or null. */
  static @Nullable String nearest(String word, List<String> candidates) {
    if (word.length() > LONGEST) {
      return null;
    }
    String plain = word.toLowerCase(Locale.ROOT).replace('-', '_');
    String nearest = null;
    int least = Math.max(1, word.length() / 3) + 1;
    for (String candidate : candidates) {
      int distance = EditDistance.between(plain, candidate);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }
}
