package org.benchmonitor.run.export;

import java.math.BigDecimal;
import org.benchmonitor.run.model.Corrected;
import org.benchmonitor.run.model.Latency;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The parts that several documents share: counts, throughput, latencies. Stateless. */
final class FiguresView {
  private FiguresView() {}

  /** Calls per second of measured time; zero if no time was measured. */
  static @Nullable BigDecimal rate(long count, long lengthNanos) {
    return Json.number(lengthNanos <= 0 ? 0 : count * 1e9 / lengthNanos);
  }

  /** Successes in percent, or null if no call completed. */
  static @Nullable BigDecimal successRate(long count, long errors) {
    return count == 0 ? null : Json.number(100.0 * (count - errors) / count);
  }

  /** Errors in percent, or null if no call completed. */
  static @Nullable BigDecimal errorRate(long count, long errors) {
    return count == 0 ? null : Json.number(100.0 * errors / count);
  }

  static ObjectNode latency(Latency latency) {
    ObjectNode node = Json.object().put("count", latency.count());
    boolean none = latency.isEmpty();
    put(node, "min", none, latency.minNanos());
    put(node, "max", none, latency.maxNanos());
    node.put("mean", none ? null : Json.millis(latency.meanNanos()));
    node.put("stddev", none ? null : Json.millis(latency.stddevNanos()));
    put(node, "p50", none, latency.p50Nanos());
    put(node, "p90", none, latency.p90Nanos());
    put(node, "p95", none, latency.p95Nanos());
    put(node, "p99", none, latency.p99Nanos());
    put(node, "p999", none, latency.p999Nanos());
    put(node, "p9999", none, latency.p9999Nanos());
    return node;
  }

  /** Latencies that were corrected, with the rule that corrected them; null without one. */
  static @Nullable ObjectNode corrected(@Nullable Corrected corrected) {
    return corrected == null ? null : latency(corrected.latency()).put("rule", corrected.rule());
  }

  /** The same of a point of the timeline, which has nothing of it without a rule. */
  static void putCorrected(ObjectNode node, @Nullable Corrected corrected) {
    if (corrected == null) {
      return;
    }
    Latency latency = corrected.latency();
    boolean none = latency.isEmpty();
    put(node, "corrected_p50", none, latency.p50Nanos());
    put(node, "corrected_p90", none, latency.p90Nanos());
    put(node, "corrected_p95", none, latency.p95Nanos());
    put(node, "corrected_p99", none, latency.p99Nanos());
    put(node, "corrected_p999", none, latency.p999Nanos());
    put(node, "corrected_max", none, latency.maxNanos());
    node.put("corrected_mean", none ? null : Json.millis(latency.meanNanos()));
  }

  static void put(ObjectNode node, String name, boolean none, long nanos) {
    node.put(name, none ? null : Json.millis(nanos));
  }
}
