package org.benchmonitor.tool.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Prints what the patterns have matched, from the document of {@code GET /api/instrumentation}. */
final class PatternLines {
  private static final int MOST_METHODS = 20;

  private PatternLines() {}

  /** A line for each pattern, with its methods below it. */
  static List<String> of(JsonNode instrumentation) {
    List<String> lines = new ArrayList<>();
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

  /** A warning for each pattern that matched nothing, with what is near. */
  static List<String> unmatched(JsonNode instrumentation) {
    List<String> warnings = new ArrayList<>();
    for (JsonNode pattern : instrumentation.path("patterns")) {
      if (!isMatched(pattern)) {
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
