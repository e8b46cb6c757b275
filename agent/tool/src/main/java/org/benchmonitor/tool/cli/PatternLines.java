package org.benchmonitor.tool.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Prints what the patterns have matched, from the document of {@code GET /api/instrumentation}. */
final class PatternLines {
  private static final int MOST_METHODS = 20;

  private PatternLines() {}

  /** A line for each preset, and one for each pattern with its methods below it. */
  static List<String> of(JsonNode instrumentation) {
    List<String> lines = new ArrayList<>();
    for (JsonNode preset : instrumentation.path("presets")) {
      lines.add(
          "preset "
              + text(preset, "name")
              + " ("
              + text(preset, "title")
              + ") is "
              + text(preset, "state")
              + "; the same as "
              + text(preset, "arguments"));
      for (JsonNode reason : preset.path("reasons")) {
        lines.add("    " + reason.asString(""));
      }
    }
    for (JsonNode pattern : instrumentation.path("patterns")) {
      lines.add(
          text(pattern, "pattern")
              + "  "
              + (isMatched(pattern) ? count(pattern.path("methods").size()) : "nothing matched yet")
              + (pattern.path("correction").isString()
                  ? ", corrected by " + text(pattern, "correction")
                  : ""));
      int shown = 0;
      for (JsonNode method : pattern.path("methods")) {
        if (shown++ < MOST_METHODS) {
          lines.add("    " + text(method, "class") + "#" + text(method, "method"));
        }
      }
      if (shown > MOST_METHODS) {
        lines.add("    and " + (shown - MOST_METHODS) + " more");
      }
      for (JsonNode failed : pattern.path("failed")) {
        String method = text(failed, "method");
        lines.add(
            "    not instrumented: "
                + text(failed, "class")
                + (method.isEmpty() ? "" : "#" + method)
                + ": "
                + text(failed, "reason"));
      }
    }
    return lines;
  }

  /** A warning for each pattern that matched nothing, with what is near; not of presets. */
  static List<String> unmatched(JsonNode instrumentation) {
    List<String> warnings = new ArrayList<>();
    for (JsonNode pattern : instrumentation.path("patterns")) {
      if (!isMatched(pattern) && !isOfPreset(instrumentation, text(pattern, "pattern"))) {
        String near =
            pattern.path("near_names").values().stream()
                .map(name -> name.asString(""))
                .collect(Collectors.joining(", "));
        warnings.add(
            "warning: "
                + text(pattern, "pattern")
                + " has matched nothing yet"
                + (near.isEmpty() ? "" : "; the nearest that is loaded: " + near));
      }
    }
    return warnings;
  }

  /** A preset names more than any one run of a program uses. */
  private static boolean isOfPreset(JsonNode instrumentation, String pattern) {
    for (JsonNode preset : instrumentation.path("presets")) {
      for (JsonNode operation : preset.path("operations")) {
        if (operation.asString("").contains(pattern)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isMatched(JsonNode pattern) {
    return pattern.path("matched").asBoolean(false);
  }

  private static String count(int methods) {
    return methods == 1 ? "1 method" : methods + " methods";
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
