package org.benchmonitor.run.export;

import java.util.Base64;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/histogram} and {@code GET /api/percentiles}. */
public final class HistogramView {
  private HistogramView() {}

  /** The histogram itself, encoded. */
  public static ObjectNode histogram(
      LatencyHistogram histogram, @Nullable String operation, @Nullable JsonNode range) {
    ObjectNode node = head(histogram, operation, range);
    node.put("encoding", "HdrHistogram V2 compressed, base64");
    node.put("histogram", Base64.getEncoder().encodeToString(histogram.encoded()));
    return node;
  }

  /** Its percentile distribution. */
  public static ObjectNode percentiles(
      LatencyHistogram histogram, @Nullable String operation, @Nullable JsonNode range) {
    ObjectNode node = head(histogram, operation, range);
    ArrayNode percentiles = node.putArray("percentiles");
    for (LatencyHistogram.PercentilePoint point : histogram.percentiles()) {
      percentiles.add(
          Json.object()
              .put("percentile", Json.number(point.percentile()))
              .put("value", Json.millis(point.valueNanos()))
              .put("count", point.count()));
    }
    return node;
  }

  private static ObjectNode head(
      LatencyHistogram histogram, @Nullable String operation, @Nullable JsonNode range) {
    ObjectNode node = Json.object();
    node.put("operation", operation);
    node.set("range", range);
    node.put("count", histogram.count());
    return node;
  }
}
