package org.benchmonitor.config;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The known word that a mistyped one is nearest to, by Levenshtein's distance. */
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
      int distance = distance(plain, candidate);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
