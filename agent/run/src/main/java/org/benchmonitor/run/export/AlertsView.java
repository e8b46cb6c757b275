package org.benchmonitor.run.export;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.threshold.Alert;
import org.benchmonitor.run.threshold.Alert.Episode;
import org.benchmonitor.run.threshold.Alert.State;
import org.benchmonitor.run.threshold.Judgement;
import org.benchmonitor.run.threshold.Threshold;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/alerts}: where the thresholds of a run stand, and when they were broken. */
public final class AlertsView {
  private AlertsView() {}

  /** The whole document. */
  public static ObjectNode of(Snapshot snapshot, Judgement judgement) {
    ObjectNode node = Json.object();
    node.put("timestamp", Json.time(snapshot.interval().end()));
    node.put("session", snapshot.run().id());
    node.put("sequence", judgement.sequence());
    ObjectNode counts = node.putObject("counts");
    for (State state : State.values()) {
      counts.put(state.name().toLowerCase(Locale.ROOT), judgement.in(state).size());
    }
    node.set("thresholds", thresholds(judgement));
    ArrayNode active = node.putArray("active");
    ArrayNode past = node.putArray("past");
    for (Alert alert : judgement.alerts()) {
      for (Episode episode : alert.episodes()) {
        (episode.until() == null ? active : past).add(episode(alert, episode));
      }
    }
    return node;
  }

  /** All thresholds with their states. */
  public static ArrayNode thresholds(Judgement judgement) {
    ArrayNode all = Json.array();
    judgement.alerts().forEach(alert -> all.add(threshold(alert)));
    return all;
  }

  /** One threshold with its state. */
  public static ObjectNode threshold(Alert alert) {
    Threshold threshold = alert.threshold();
    ObjectNode node = Json.object();
    node.put("name", threshold.name());
    node.put("condition", threshold.condition());
    node.put("metric", threshold.metric().text());
    node.put("operation", threshold.operation());
    node.put("comparison", threshold.comparison().text());
    node.put("limit", number(threshold, threshold.limit()));
    node.put("unit", unit(threshold));
    node.put("over_seconds", seconds(threshold.over()));
    node.put("for_seconds", seconds(threshold.lasting()));
    node.put("after_seconds", seconds(threshold.after()));
    ArrayNode actions = node.putArray("actions");
    threshold.actions().forEach(action -> actions.add(action.text()));
    node.put("state", alert.state().text());
    node.put("value", number(threshold, alert.value()));
    node.put("margin_percent", Json.number(100 * alert.margin()));
    node.put("since", Json.time(alert.since()));
    node.put("reason", alert.reason().isEmpty() ? null : alert.reason());
    node.put("worst", number(threshold, alert.worst()));
    node.put("broken_seconds", Json.seconds(alert.brokenNanos()));
    node.put("times_broken", alert.times());
    return node;
  }

  private static ObjectNode episode(Alert alert, Episode episode) {
    Threshold threshold = alert.threshold();
    return Json.object()
        .put("name", threshold.name())
        .put("condition", threshold.condition())
        .put("from", Json.time(episode.from()))
        .put("until", Json.time(episode.until()))
        .put("worst", number(threshold, episode.worst()))
        .put("unit", unit(threshold));
  }

  private static String unit(Threshold threshold) {
    return ValueUnits.name(threshold.metric().unit());
  }

  private static @Nullable BigDecimal number(Threshold threshold, double value) {
    return ValueUnits.number(threshold.metric().unit(), value);
  }

  private static @Nullable BigDecimal seconds(@Nullable Duration duration) {
    return duration == null ? null : Json.seconds(duration.toNanos());
  }
}
