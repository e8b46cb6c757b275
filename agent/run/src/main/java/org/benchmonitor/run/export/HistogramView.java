package org.benchmonitor.run.export;

import java.util.Base64;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.model.Corrected;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.OperationFigures;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/histogram} and {@code GET /api/percentiles}. */
public final class HistogramView {
  private HistogramView() {}

  /**
   * The encoded histogram.
   *
   * @param digits significant digits of the histograms
   * @param operation the only operation in it, or null for all
   * @param isCorrected whether it has the corrected latencies, not the raw ones
   * @param range what the figures were merged from, null for the totals
   */
  public static ObjectNode histogram(
      int digits,
      Figures figures,
      @Nullable String operation,
      boolean isCorrected,
      @Nullable JsonNode range) {
    return histogram(calls(digits, figures, operation, isCorrected), operation, range);
  }

  /** The percentile distribution of the same histogram. */
  public static ObjectNode percentiles(
      int digits,
      Figures figures,
      @Nullable String operation,
      boolean isCorrected,
      @Nullable JsonNode range) {
    return percentiles(calls(digits, figures, operation, isCorrected), operation, range);
  }

  private static LatencyHistogram calls(
      int digits, Figures figures, @Nullable String operation, boolean isCorrected) {
    return isCorrected
        ? corrected(digits, figures, operation)
        : successes(digits, figures, operation);
  }

  /**
   * The corrected latencies of an operation, or of all; empty where one of those has calls and no
   * rule.
   */
  static LatencyHistogram corrected(int digits, Figures figures, @Nullable String operation) {
    LatencyHistogram histogram = new LatencyHistogram(digits);
    for (OperationFigures one : figures.operations()) {
      Corrected corrected = one.corrected();
      if (operation != null && !operation.equals(one.name())) {
        continue;
      }
      if (corrected != null) {
        histogram.add(corrected.histogram());
        histogram.widen(corrected.latency().minNanos(), corrected.latency().maxNanos());
      } else if (!one.latency().isEmpty()) {
        return new LatencyHistogram(digits);
      }
    }
    return histogram;
  }

  static LatencyHistogram successes(int digits, Figures figures, @Nullable String operation) {
    LatencyHistogram histogram = new LatencyHistogram(digits);
    for (OperationFigures one : figures.operations()) {
      if (operation == null || operation.equals(one.name())) {
        histogram.add(one.successes());
        histogram.widen(one.latency().minNanos(), one.latency().maxNanos());
      }
    }
    return histogram;
  }

  static ObjectNode histogram(
      LatencyHistogram histogram, @Nullable String operation, @Nullable JsonNode range) {
    ObjectNode node = head(histogram, operation, range);
    node.put("encoding", "HdrHistogram V2 compressed, base64");
    node.put("histogram", Base64.getEncoder().encodeToString(histogram.encoded()));
    return node;
  }

  static ObjectNode percentiles(
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
