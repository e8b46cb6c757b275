package org.benchmonitor.run.export;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.benchmonitor.run.threshold.Alert;
import org.benchmonitor.run.threshold.Threshold;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is told when a threshold is broken, or holds again. Stateless. */
public final class AlertMessages {
  private static final String NOT_YET = "0001-01-01T00:00:00Z";

  private AlertMessages() {}

  /**
   * A change as Alertmanager's webhooks have it, version 4.
   *
   * @param session the run's identifier
   * @param page the URL of the page, without a token
   */
  public static byte[] webhook(Alert alert, String session, String page) {
    Threshold threshold = alert.threshold();
    String status = alert.isBroken() ? "firing" : "resolved";
    ObjectNode labels = labels(alert, session);
    ObjectNode annotations = annotations(alert);
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
    ObjectNode only = alerts.addObject();
    only.put("status", status);
    only.set("labels", labels.deepCopy());
    only.set("annotations", annotations.deepCopy());
    only.put("startsAt", time(begin(alert)));
    only.put("endsAt", alert.isBroken() ? NOT_YET : time(since(alert)));
    only.put("generatorURL", page);
    only.put("fingerprint", fingerprint(alert, session));
    return Json.bytes(node);
  }

  /** A change as a callback gets it: the threshold as the API has it, with its run and a text. */
  public static String text(Alert alert, String session) {
    return Json.text(document(alert, session));
  }

  /** The same with values of the JDK alone. */
  public static Map<String, Object> map(Alert alert, String session) {
    return JsonMaps.of(document(alert, session));
  }

  private static ObjectNode document(Alert alert, String session) {
    return AlertsView.threshold(alert).put("session", session).put("text", alert.text());
  }

  private static ObjectNode labels(Alert alert, String session) {
    Threshold threshold = alert.threshold();
    ObjectNode labels = Json.object();
    labels.put("alertname", threshold.name());
    labels.put("metric", threshold.metric().text());
    String operation = threshold.operation();
    if (operation != null) {
      labels.put("operation", operation);
    }
    return labels.put("session", session);
  }

  private static ObjectNode annotations(Alert alert) {
    ObjectNode annotations = Json.object().put("summary", alert.text());
    annotations.put("condition", alert.threshold().condition());
    if (!Double.isNaN(alert.value())) {
      annotations.put("value", alert.shown(alert.value()));
    }
    return annotations;
  }

  /** When it was broken. */
  private static Instant begin(Alert alert) {
    int last = alert.episodes().size() - 1;
    return last < 0 ? since(alert) : alert.episodes().get(last).from();
  }

  private static Instant since(Alert alert) {
    Instant since = alert.since();
    return since == null ? Instant.EPOCH : since;
  }

  private static String time(Instant at) {
    return String.valueOf(Json.time(at));
  }

  /** The same for all changes of one threshold of one run. */
  private static String fingerprint(Alert alert, String session) {
    String key = session + ' ' + alert.threshold().name();
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001B3L;
    }
    return String.format(Locale.ROOT, "%016x", hash);
  }
}
