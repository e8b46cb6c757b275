package org.benchmonitor.run.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Latencies of successful calls that were corrected for coordinated omission by a rule of the user;
 * they stand beside the raw ones and never replace them.
 *
 * @param rule as it was given; of several, each of them
 * @param latency whose count includes the calls that should have begun and did not
 * @param histogram of the same, empty where only the figures are kept
 */
public record Corrected(String rule, Latency latency, EncodedHistogram histogram) {
  /** What is between rules, which have none of it themselves. */
  private static final String BETWEEN = "; ";

  /** Of a run whose rules the user changes again and again, not all are told. */
  private static final int MOST_RULES = 4;

  private static final String MORE = "...";

  /** The rules of both. */
  public static String rules(@Nullable String one, String other) {
    if (one == null || one.equals(other)) {
      return other;
    }
    List<String> all = new ArrayList<>(Arrays.asList(one.split(BETWEEN, -1)));
    for (String rule : other.split(BETWEEN, -1)) {
      if (!all.contains(rule) && !all.contains(MORE)) {
        all.add(all.size() < MOST_RULES ? rule : MORE);
      }
    }
    return String.join(BETWEEN, all);
  }
}
