package org.benchmonitor.run.record;

import java.util.List;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.frame.RunSummary;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunState;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Records as JSON: {@code GET /api/records}, and {@code runs --json}. */
public final class RecordsView {
  private RecordsView() {}

  /** A list of them, in the given order. */
  public static ObjectNode of(List<RecordEntry> entries) {
    ObjectNode node = Json.object();
    ArrayNode records = node.putArray("records");
    entries.forEach(entry -> records.add(of(entry)));
    return node;
  }

  /** One of them. Of one that cannot be read, all that is not known is null. */
  public static ObjectNode of(RecordEntry entry) {
    ObjectNode node = Json.object();
    node.put("id", entry.id());
    node.put("bytes", entry.bytes());
    node.put("ended", entry.ended());
    node.put("running", entry.running());
    RunSummary summary = entry.summary();
    if (summary == null) {
      node.put("problem", entry.problem());
      node.put("start_time", entry.written().toString());
      for (String unknown :
          List.of(
              "session_id",
              "status",
              "reason",
              "end_time",
              "elapsed_seconds",
              "scenario",
              "main_class",
              "pid",
              "operations",
              "errors")) {
        node.putNull(unknown);
      }
      node.putObject("tags");
      node.putNull("latency");
      return node.put("kept", false).put("tagged", false);
    }
    node.putNull("problem");
    putRun(node, summary.run());
    putHeader(node, summary.header());
    node.put("operations", summary.operations());
    node.put("errors", summary.errors());
    if (summary.operations() == summary.errors()) {
      node.putNull("latency");
    } else {
      node.putObject("latency")
          .put("p50", Json.millis(summary.p50Nanos()))
          .put("p99", Json.millis(summary.p99Nanos()))
          .put("max", Json.millis(summary.maxNanos()));
    }
    return node.put("kept", summary.marking().kept()).put("tagged", summary.marking().tagged());
  }

  private static void putRun(ObjectNode node, RunState run) {
    node.put("session_id", run.id());
    node.put("status", run.status().text());
    node.put("reason", run.reason());
    node.put("start_time", Json.time(run.start()));
    node.put("end_time", Json.time(run.end()));
    node.put("elapsed_seconds", Json.seconds(run.elapsed().toNanos()));
  }

  private static void putHeader(ObjectNode node, RunHeader header) {
    HostFacts host = header.host();
    node.put("scenario", host.scenario());
    ObjectNode tags = node.putObject("tags");
    header.tags().forEach(tags::put);
    node.put("main_class", host.mainClass());
    node.put("pid", host.pid());
  }
}
