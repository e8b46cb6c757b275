package org.benchmonitor.run.export;

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
    return node;
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
      ArrayNode notes = one.putArray("notes");
      method.notes().forEach(notes::add);
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
    ArrayNode near = node.putArray("near_names");
    pattern.nearNames().forEach(near::add);
    return node;
  }
}
