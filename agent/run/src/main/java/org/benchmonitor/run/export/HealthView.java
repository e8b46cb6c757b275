package org.benchmonitor.run.export;

import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.threshold.Alert;
import org.benchmonitor.run.threshold.Alert.State;
import org.benchmonitor.run.threshold.Judgement;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/health} and {@code GET /api/summary} of one JVM, which is a cluster of one. */
public final class HealthView {
  private HealthView() {}

  private enum Health {
    HEALTHY,
    DEGRADED,
    UNHEALTHY
  }

  /** The health of a run, with the reasons for anything but {@code HEALTHY}. */
  public static ObjectNode health(Snapshot snapshot, Judgement judgement) {
    ObjectNode node = Json.object();
    node.put("health_status", of(snapshot, judgement).name());
    ArrayNode reasons = node.putArray("reasons");
    if (hasFailed(snapshot)) {
      reasons.add("the run has failed: " + snapshot.run().reason());
    }
    for (Alert alert : judgement.alerts()) {
      if (alert.state() == State.BROKEN || alert.state() == State.PENDING) {
        reasons.add(alert.text());
      }
    }
    node.put("timestamp", Json.time(snapshot.interval().end()));
    node.put("sequence", snapshot.sequence());
    return node;
  }

  /**
   * The summary of a run.
   *
   * @param node the name of the JVM
   * @param number of the run in its JVM, from 1
   */
  public static ObjectNode summary(
      Snapshot snapshot, Judgement judgement, String node, int number) {
    ObjectNode summary = Json.object();
    summary.put("timestamp", Json.time(snapshot.interval().end()));
    summary.put("sequence", snapshot.sequence());
    summary
        .putObject("cluster")
        .put("cluster_size", 1)
        .put("healthy_nodes", hasFailed(snapshot) ? 0 : 1)
        .put("leader", node)
        .put("leader_node", node)
        .put("health_status", of(snapshot, judgement).name())
        .put("current_term", number)
        .put("consensus_aligned", true);
    Figures totals = snapshot.totals();
    Figures last = snapshot.interval().figures();
    boolean hasAny = totals.latency().count() > 0;
    summary
        .putObject("performance")
        .put("total_orders", totals.count())
        .put("total_trades", totals.count() - totals.errors())
        .put("throughput_ops", Json.number((double) last.count() * 1e9 / last.lengthNanos()))
        .put("avg_latency_ms", hasAny ? Json.millis(totals.latency().meanNanos()) : null)
        .put("p50_latency_ms", hasAny ? Json.millis(totals.latency().p50Nanos()) : null)
        .put("p99_latency_ms", hasAny ? Json.millis(totals.latency().p99Nanos()) : null);
    summary.set("alerts", AlertsView.thresholds(judgement));
    return summary;
  }

  private static boolean hasFailed(Snapshot snapshot) {
    return snapshot.run().status() == RunStatus.FAILED;
  }

  private static Health of(Snapshot snapshot, Judgement judgement) {
    if (hasFailed(snapshot) || !judgement.in(State.BROKEN).isEmpty()) {
      return Health.UNHEALTHY;
    }
    return judgement.in(State.PENDING).isEmpty() ? Health.HEALTHY : Health.DEGRADED;
  }
}
