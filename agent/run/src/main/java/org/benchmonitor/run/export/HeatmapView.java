package org.benchmonitor.run.export;

import java.util.List;
import org.benchmonitor.run.histogram.LatencyBands;
import org.benchmonitor.run.model.BandCounts;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.HeatColumn;
import org.benchmonitor.run.model.OperationFigures;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/heatmap}, and the newest column of it in the stream. */
public final class HeatmapView {
  private HeatmapView() {}

  /**
   * The document.
   *
   * @param operation the only operation counted, or null for all
   * @param range what the columns were made from, null if there were no intervals
   */
  public static ObjectNode of(
      long sequence,
      @Nullable String operation,
      @Nullable JsonNode range,
      List<HeatColumn> columns) {
    ObjectNode node = Json.object();
    node.put("sequence", sequence);
    node.put("operation", operation);
    node.set("range", range);
    ArrayNode bounds = node.putArray("bounds_ms");
    for (int band = 0; band <= LatencyBands.COUNT; band++) {
      bounds.add(Json.millis(LatencyBands.boundNanos(band)));
    }
    node.set("columns", LazyArray.of(columns, HeatmapView::column));
    return node;
  }

  private static ObjectNode column(HeatColumn column) {
    ObjectNode node = Json.object();
    node.put("timestamp", Json.time(column.start()));
    node.put("duration_seconds", Json.seconds(column.lengthNanos()));
    node.set("counts", counts(column.counts()));
    return node;
  }

  /** The successful calls of one interval, all operations. */
  static ArrayNode counts(Figures figures) {
    long[] counts = new long[LatencyBands.COUNT];
    for (OperationFigures one : figures.operations()) {
      one.successes().bands().addTo(counts);
    }
    return counts(BandCounts.of(counts));
  }

  private static ArrayNode counts(BandCounts bands) {
    ArrayNode pairs = Json.array();
    bands.forEach((band, count) -> pairs.addArray().add(band).add(count));
    return pairs;
  }
}
