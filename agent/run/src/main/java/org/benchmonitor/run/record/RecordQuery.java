package org.benchmonitor.run.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.benchmonitor.run.frame.RunSummary;
import org.benchmonitor.run.model.RunHeader;
import org.jspecify.annotations.Nullable;

/**
 * Chooses records.
 *
 * @param words each of them is in the identifier, the scenario, a tag, the main class, a pattern or
 *     the end of the run, whatever its case
 * @param tags each is the name of a tag, or {@code name:value}
 * @param scenario the whole scenario, or null for any
 */
public record RecordQuery(List<String> words, List<String> tags, @Nullable String scenario) {
  /** Chooses all. */
  public static final RecordQuery ALL = new RecordQuery(List.of(), List.of(), null);

  /** Whether a record is chosen. One that cannot be read has only its identifier and the reason. */
  public boolean matches(RecordEntry entry) {
    RunSummary summary = entry.summary();
    List<String> texts = new ArrayList<>(List.of(entry.id(), entry.ended()));
    if (summary != null) {
      RunHeader header = summary.header();
      texts.add(header.host().mainClass());
      texts.addAll(header.patterns());
      header.tags().forEach((name, value) -> texts.add(name + ":" + value));
      if (header.host().scenario() != null) {
        texts.add(header.host().scenario());
      }
    }
    return words.stream().allMatch(word -> isIn(texts, word))
        && tags.stream().allMatch(tag -> summary != null && has(summary.header().tags(), tag))
        && (scenario == null
            || (summary != null && scenario.equals(summary.header().host().scenario())));
  }

  private static boolean isIn(List<String> texts, String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return texts.stream().anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(lower));
  }

  private static boolean has(Map<String, String> tags, String wanted) {
    return tags.containsKey(wanted)
        || tags.entrySet().stream()
            .anyMatch(tag -> (tag.getKey() + ":" + tag.getValue()).equals(wanted));
  }
}
