package org.benchmonitor.tool.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.benchmonitor.run.model.DurationText;
import tools.jackson.databind.JsonNode;

/** Prints what a search has found, from the document of {@code GET /api/suggest}. */
final class SuggestionLines {
  private SuggestionLines() {}

  /** A table with the best first, and the command that watches it. */
  static List<String> of(long pid, String url, JsonNode found) {
    List<String> lines = new ArrayList<>(List.of(url));
    JsonNode suggestions = found.path("suggestions");
    if (suggestions.isEmpty()) {
      return lines;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "RATE/S", "MEAN", "SHARE", "THREADS", "LINE", "WHY"));
    for (JsonNode suggestion : suggestions) {
      rows.add(row(suggestion));
    }
    lines.addAll(Table.aligned(rows));
    lines.add("");
    lines.add(
        "to watch the first: java -jar monitor.jar ops "
            + pid
            + " --add '"
            + suggestions.get(0).path("line").asString("")
            + "'");
    return lines;
  }

  private static List<String> row(JsonNode suggestion) {
    JsonNode trial = suggestion.path("trial");
    return List.of(
        suggestion.path("likely").asBoolean(false) ? "*" : "",
        number(trial.path("rate"), "%,.1f"),
        trial.path("mean_ms").isNumber()
            ? DurationText.of(Math.round(trial.path("mean_ms").asDouble() * 1e6))
            : "-",
        number(trial.path("share_percent"), "%.1f %%"),
        number(trial.path("threads"), "%.0f"),
        suggestion.path("line").asString(""),
        suggestion.path("why").asString(""));
  }

  private static String number(JsonNode value, String format) {
    return value.isNumber() ? String.format(Locale.ROOT, format, value.asDouble()) : "-";
  }

  /** What whoever reads the list must know. */
  static List<String> warnings(JsonNode found) {
    List<String> warnings = new ArrayList<>();
    if (found.path("suggestions").isEmpty()) {
      warnings.add("warning: nothing was found that may be an operation");
    }
    for (JsonNode note : found.path("notes")) {
      warnings.add("warning: " + note.asString(""));
    }
    return warnings;
  }
}
