package org.benchmonitor.run.export;

import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.SystemFigures;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/system}. */
public final class SystemView {
  private SystemView() {}

  /** The JVM and the machine at a snapshot. */
  public static ObjectNode of(Snapshot snapshot) {
    SystemFigures system = snapshot.interval().system();
    ObjectNode node = Json.object();
    node.put("timestamp", Json.time(snapshot.interval().end()));
    node.put("sequence", snapshot.sequence());
    node.putObject("cpu")
        .put("process_percent", Json.percent(system.use().processCpuPercent()))
        .put("machine_percent", Json.percent(system.use().machineCpuPercent()))
        .put("cores", system.cores());
    node.putObject("heap")
        .put("used_bytes", system.heapUsedBytes())
        .put("committed_bytes", system.heapCommittedBytes())
        .put("max_bytes", Json.count(system.heapMaxBytes()));
    putCollectors(node.putObject("gc"), system);
    node.putObject("threads")
        .put("live", Json.count(system.liveThreads()))
        .put("daemon", Json.count(system.daemonThreads()))
        .put("peak", Json.count(system.peakThreads()));
    node.putObject("classes").put("loaded", Json.count(system.loadedClasses()));
    node.putObject("stalls")
        .put("count", system.stallCount())
        .put("total_ms", Json.millis(system.stallNanos()))
        .put("max_ms", Json.millis(system.longestStallNanos()));
    long uptime = system.uptimeMillis();
    node.put("uptime_seconds", uptime < 0 ? null : Json.number(uptime / 1e3));
    return node;
  }

  private static void putCollectors(ObjectNode node, SystemFigures system) {
    ArrayNode collectors = Json.array();
    for (SystemFigures.Collector collector : system.collectors()) {
      collectors.add(
          Json.object()
              .put("name", collector.name())
              .put("count", collector.count())
              .put("time_ms", collector.millis()));
    }
    node.put("count", Json.count(system.collections()));
    node.put("time_ms", Json.count(system.collectionMillis()));
    node.set("collectors", collectors);
  }
}
