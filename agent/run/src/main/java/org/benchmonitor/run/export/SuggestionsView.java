package org.benchmonitor.run.export;

import java.util.Locale;
import org.benchmonitor.run.model.Suggestion;
import org.benchmonitor.run.model.SuggestionReport;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/suggest}. */
public final class SuggestionsView {
  private SuggestionsView() {}

  /** How far the search is, and what it has found. */
  public static ObjectNode of(SuggestionReport report) {
    ObjectNode node = Json.object();
    node.put("state", report.state().name().toLowerCase(Locale.ROOT));
    node.put("progress", Json.number(report.progress()));
    node.put("start_time", Json.time(report.started()));
    node.put("stacks", report.stacks());
    node.put("threads", report.threads());
    node.put("cost_percent", Json.number(report.costPercent()));
    ArrayNode notes = node.putArray("notes");
    report.notes().forEach(notes::add);
    node.put("problem", report.problem());
    ArrayNode suggestions = node.putArray("suggestions");
    report.suggestions().forEach(one -> suggestions.add(suggestion(one)));
    return node;
  }

  private static ObjectNode suggestion(Suggestion suggestion) {
    ObjectNode node = Json.object();
    node.put("pattern", suggestion.pattern());
    node.put("line", suggestion.line());
    node.put("likely", suggestion.likely());
    node.put("why", suggestion.why());
    node.put("stack_percent", Json.number(suggestion.stackPercent()));
    Suggestion.Trial trial = suggestion.trial();
    node.set("trial", trial == null ? Json.object().nullNode() : trial(trial));
    return node;
  }

  private static ObjectNode trial(Suggestion.Trial trial) {
    return Json.object()
        .put("calls", trial.calls())
        .put("rate", Json.number(trial.ratePerSecond()))
        .put("mean_ms", Json.millis(trial.meanNanos()))
        .put("share_percent", Json.number(trial.sharePercent()))
        .put("threads", trial.threads());
  }
}
