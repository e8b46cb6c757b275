package org.benchmonitor.run.compare;

import java.util.Collection;
import java.util.List;
import org.benchmonitor.run.export.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A comparison as JSON. */
public final class ComparisonView {
  private ComparisonView() {}

  /**
   * The whole of it.
   *
   * @param allowed the verdicts that are as good as no change
   */
  public static ObjectNode of(Comparison comparison, Collection<Verdict> allowed) {
    ObjectNode node = Json.object();
    node.put("verdict", comparison.verdict(allowed).text());
    put(node, "base", comparison.base());
    put(node, "new", comparison.fresh());
    put(node, "history", comparison.history());
    node.put("least_change", Json.number(comparison.rules().change()));
    ArrayNode metrics = node.putArray("metrics");
    comparison.differences().forEach(one -> metrics.add(of(one)));
    ArrayNode remarks = node.putArray("remarks");
    for (Remark one : comparison.remarks()) {
      remarks
          .addObject()
          .put("kind", one.kind().text())
          .put("operation", one.operation().isEmpty() ? null : one.operation())
          .put("metric", one.measure().isEmpty() ? null : one.measure())
          .put("text", one.text());
    }
    return node;
  }

  private static void put(ObjectNode node, String name, List<String> runs) {
    ArrayNode array = node.putArray(name);
    runs.forEach(array::add);
  }

  private static ObjectNode of(Difference one) {
    Quantity metric = one.measure().metric();
    ObjectNode node = Json.object();
    node.put("operation", one.operation());
    node.put("metric", one.measure().text());
    node.put("verdict", one.verdict().text());
    node.put("decides", one.gates());
    node.put("unit", metric.unit());
    node.put("base", Json.number(metric.inUnit(one.base())));
    node.put("new", Json.number(metric.inUnit(one.fresh())));
    node.put("change", Json.number(one.change()));
    node.put("change_low", Json.number(one.lowestChange()));
    node.put("change_high", Json.number(one.highestChange()));
    node.put("run_sd", Json.number(one.spread()));
    node.put("visible_change", Json.number(one.visibleChange()));
    boolean isTold = one.runsNeeded() > 0;
    node.put("wanted_change", isTold ? Json.number(one.wantedChange()) : null);
    return isTold ? node.put("runs_needed", one.runsNeeded()) : node.putNull("runs_needed");
  }
}
