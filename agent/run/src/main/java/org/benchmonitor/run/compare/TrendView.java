package org.benchmonitor.run.compare;

import java.util.Map;
import org.benchmonitor.run.compare.Trend.Point;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.model.RunHeader;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A trend as JSON. */
public final class TrendView {
  private TrendView() {}

  /** The whole of it. */
  public static ObjectNode of(Trend trend) {
    ObjectNode node = Json.object();
    node.put("operation", trend.operation());
    node.put("metric", trend.measure().text());
    node.put("unit", trend.measure().metric().unit());
    ArrayNode runs = node.putArray("runs");
    trend.points().forEach(one -> runs.add(of(one, trend.measure().metric())));
    return node;
  }

  private static ObjectNode of(Point point, Quantity metric) {
    MeasuredRun run = point.run();
    RunHeader header = run.header();
    Map<String, String> tags = header.tags();
    ObjectNode node = Json.object();
    node.put("id", run.name());
    node.put("session_id", header.session());
    node.put("start_time", Json.time(run.start()));
    node.put("measured_seconds", Json.seconds(run.nanos()));
    node.put("version", tags.get(Settings.VERSION));
    node.put("value", Json.number(metric.inUnit(point.value())));
    ArrayNode differences = node.putArray("not_alike");
    point.differences().forEach(differences::add);
    return node;
  }
}
