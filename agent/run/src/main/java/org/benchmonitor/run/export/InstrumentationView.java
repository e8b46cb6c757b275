package org.benchmonitor.run.export;

import java.util.List;
import java.util.Locale;
import org.benchmonitor.run.model.InstrumentationReport;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/instrumentation}. */
public final class InstrumentationView {
  private InstrumentationView() {}

  /** What each pattern has matched. */
  public static ObjectNode of(InstrumentationReport report) {
    ObjectNode node = Json.object();
    ArrayNode patterns = node.putArray("patterns");
    report.patterns().forEach(pattern -> patterns.add(pattern(pattern)));
    node.put("suppressed", report.suppressed());
    node.put("applied", report.applied());
    ArrayNode presets = node.putArray("presets");
    report.presets().forEach(preset -> presets.add(preset(preset)));
    return node;
  }

  private static ObjectNode preset(InstrumentationReport.Preset preset) {
    ObjectNode node =
        Json.object()
            .put("name", preset.name())
            .put("title", preset.title())
            .put("kind", preset.isClient() ? "client" : "runner")
            .put("state", preset.state().name().toLowerCase(Locale.ROOT))
            .put("arguments", String.join(",", preset.operations()));
    texts(node.putArray("operations"), preset.operations());
    texts(node.putArray("notes"), preset.notes());
    texts(node.putArray("reasons"), preset.reasons());
    return node;
  }

  private static void texts(ArrayNode into, List<String> texts) {
    texts.forEach(into::add);
  }

  private static ObjectNode pattern(InstrumentationReport.Pattern pattern) {
    ObjectNode node = Json.object();
    node.put("pattern", pattern.pattern());
    node.put("operation", pattern.operation());
    node.put("matched", pattern.matched());
    node.put("correction", pattern.correction());
    ArrayNode methods = node.putArray("methods");
    for (InstrumentationReport.Method method : pattern.methods()) {
      ObjectNode one =
          Json.object()
              .put("class", method.className())
              .put("method", method.method())
              .put("suppressed", method.suppressed())
              .put("lost", method.lost())
              .put("without_callback", method.withoutCallback())
              .put("stages_beyond", method.stagesBeyond())
              .put("not_awaited", method.notAwaited())
              .put("rule_failures", method.ruleFailures())
              .put("without_planned_start", method.unplanned())
              .put("before_planned_start", method.early())
              .put("bytecode_before", method.bytecodeBefore())
              .put("bytecode_after", method.bytecodeAfter());
      texts(one.putArray("notes"), method.notes());
      methods.add(one);
    }
    ArrayNode failed = node.putArray("failed");
    for (InstrumentationReport.Failure failure : pattern.failed()) {
      failed.add(
          Json.object()
              .put("class", failure.className())
              .put("method", failure.method())
              .put("reason", failure.reason()));
    }
    texts(node.putArray("near_names"), pattern.nearNames());
    return node;
  }
}
