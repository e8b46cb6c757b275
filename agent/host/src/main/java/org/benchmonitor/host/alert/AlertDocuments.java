package org.benchmonitor.host.alert;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.benchmonitor.run.export.AlertsView;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.threshold.Alert;
import org.benchmonitor.run.threshold.Threshold;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is told of a change: to a webhook, and to a callback. Stateless. */
final class AlertDocuments {
  private static final String NOT_YET = "0001-01-01T00:00:00Z";

  private AlertDocuments() {}

  /**
   * A change as Alertmanager's webhooks have it, version 4.
   *
   * @param page the URL of the page, without a token
   */
  static byte[] webhook(AlertChange change, String page) {
    Threshold threshold = change.alert().threshold();
    String status = change.isBroken() ? "firing" : "resolved";
    ObjectNode labels = labels(change);
    ObjectNode annotations = annotations(change);
    ObjectNode node = Json.object();
    node.put("version", "4");
    node.put("groupKey", "{}:{alertname=\"" + threshold.name().replace("\"", "\\\"") + "\"}");
    node.put("truncatedAlerts", 0);
    node.put("status", status);
    node.put("receiver", "bench-monitor");
    node.putObject("groupLabels").put("alertname", threshold.name());
    node.set("commonLabels", labels);
    node.set("commonAnnotations", annotations);
    node.put("externalURL", page);
    ArrayNode alerts = node.putArray("alerts");
    ObjectNode alert = alerts.addObject();
    alert.put("status", status);
    alert.set("labels", labels.deepCopy());
    alert.set("annotations", annotations.deepCopy());
    alert.put("startsAt", time(begin(change)));
    alert.put("endsAt", change.isBroken() ? NOT_YET : time(change.at()));
    alert.put("generatorURL", page);
    alert.put("fingerprint", fingerprint(change));
    return Json.bytes(node);
  }

  /** A change as a callback gets it: the threshold as the API has it, with its run and a text. */
  static String text(AlertChange change) {
    return Json.text(document(change));
  }

  /** The same with values of the JDK alone. */
  static Map<String, Object> map(AlertChange change) {
    return Maps.of(document(change));
  }

  private static ObjectNode document(AlertChange change) {
    return AlertsView.threshold(change.alert())
        .put("session", change.session())
        .put("text", change.text());
  }

  private static ObjectNode labels(AlertChange change) {
    Threshold threshold = change.alert().threshold();
    ObjectNode labels = Json.object();
    labels.put("alertname", threshold.name());
    labels.put("metric", threshold.metric().text());
    String operation = threshold.operation();
    if (operation != null) {
      labels.put("operation", operation);
    }
    return labels.put("session", change.session());
  }

  private static ObjectNode annotations(AlertChange change) {
    Alert alert = change.alert();
    ObjectNode annotations = Json.object().put("summary", change.text());
    annotations.put("condition", alert.threshold().condition());
    if (!Double.isNaN(alert.value())) {
      annotations.put("value", alert.shown(alert.value()));
    }
    return annotations;
  }

  /** When it was broken. */
  private static Instant begin(AlertChange change) {
    int last = change.alert().episodes().size() - 1;
    return last < 0 ? change.at() : change.alert().episodes().get(last).from();
  }

  private static String time(Instant at) {
    return String.valueOf(Json.time(at));
  }

  /** The same for all changes of one threshold of one run. */
  private static String fingerprint(AlertChange change) {
    String key = change.session() + ' ' + change.alert().threshold().name();
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001B3L;
    }
    return String.format(Locale.ROOT, "%016x", hash);
  }
}
