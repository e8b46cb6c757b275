package org.benchmonitor.run.export;

import java.time.Duration;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.MemoryUse;
import org.benchmonitor.run.model.MonitorCost;
import org.benchmonitor.run.model.OperationCost;
import org.benchmonitor.run.model.RunControl;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.Snapshot;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/status}. */
public final class StatusView {
  /** Null but for a run that is read from a record; then what there is to tell of that. */
  public static final String RECORDED = "recorded";

  private StatusView() {}

  /** The run and its host at a snapshot. */
  public static ObjectNode of(Snapshot snapshot, HostFacts host, ServerState server) {
    RunState session = snapshot.run();
    ObjectNode node = Json.object();
    node.put("session_id", session.id());
    node.put("status", session.status().text());
    node.put("start_time", Json.time(session.start()));
    node.put("end_time", Json.time(session.end()));
    node.put("elapsed_seconds", Json.seconds(session.elapsed().toNanos()));
    node.put("paused_seconds", Json.seconds(session.paused().toNanos()));
    putConfig(node.putObject("config"), host);
    node.put("sequence", snapshot.sequence());
    node.put("timestamp", Json.time(snapshot.interval().end()));
    node.put("reason", session.reason());
    ArrayNode phases = node.putArray("phases");
    for (RunState.Phase phase : session.phases()) {
      phases.add(
          Json.object()
              .put("status", phase.status().text())
              .put("since", Json.time(phase.since())));
    }
    node.put("version", host.version());
    node.put("pid", host.pid());
    node.putObject("jvm")
        .put("name", host.jvmName())
        .put("version", host.jvmVersion())
        .put("vendor", host.jvmVendor())
        .put("main_class", host.mainClass());
    node.put("metrics_interval_seconds", Json.seconds(host.interval().toNanos()));
    ObjectNode control = node.putObject("control");
    for (RunControl.Action action : RunControl.Action.values()) {
      control.put(action.text(), host.control() && session.allows(action));
    }
    node.put("stopping", session.stopping());
    node.set("monitor", monitor(snapshot, server));
    ArrayNode warnings = node.putArray("warnings");
    server.warnings().forEach(warnings::add);
    node.putNull(RECORDED);
    return node;
  }

  private static void putConfig(ObjectNode node, HostFacts host) {
    Duration duration = host.duration();
    node.put("duration", duration == null ? null : Json.seconds(duration.toNanos()));
    node.put("workers", host.workers());
    node.put("scenario", host.scenario());
  }

  private static ObjectNode monitor(Snapshot snapshot, ServerState server) {
    MonitorCost cost = snapshot.cost();
    ObjectNode node = Json.object();
    putOperations(node, snapshot);
    node.put(
        "threads_cpu_percent", Json.percent(snapshot.interval().system().use().agentCpuPercent()));
    node.put("bytes", cost.memory().heldBytes());
    putMemory(node.putObject("memory"), cost.memory());
    node.put("suppressed", cost.suppressed());
    node.put("lost", cost.lost());
    node.put("clamped", cost.clamped());
    node.put("errors_not_sampled", snapshot.errors().notSampled());
    node.put("workers_unlisted", snapshot.workers().unlisted());
    node.put("listener_failures", cost.listenerFailures());
    node.put("connections", server.connections());
    node.put("stream_clients", server.streamClients());
    node.put("stream_dropped", server.streamDropped());
    putClock(node.putObject("clock"), cost);
    return node;
  }

  private static void putOperations(ObjectNode node, Snapshot snapshot) {
    OperationCost measured = snapshot.cost().operation();
    double perOperation = measured == null ? Double.NaN : measured.nanosPerOperation();
    long operations = snapshot.lateTotals().count() + snapshot.lateWarmupTotals().count();
    double nanos = perOperation * operations;
    node.put("ns_per_operation", Json.nanos(perOperation));
    node.put("operations_cost_ms", Json.millis(nanos));
    long elapsed = snapshot.run().elapsed().toNanos();
    node.put("operations_cpu_percent", Json.number(100 * nanos / elapsed));
  }

  private static void putMemory(ObjectNode node, MemoryUse memory) {
    node.put("limit_bytes", memory.limitBytes());
    ObjectNode parts = node.putObject("parts");
    memory.parts().forEach(part -> parts.put(part.name(), part.bytes()));
    ArrayNode givenUp = node.putArray("given_up");
    memory.givenUp().forEach(given -> givenUp.add(given.text()));
  }

  private static void putClock(ObjectNode node, MonitorCost cost) {
    OperationCost measured = cost.operation();
    node.put("name", cost.clock().name());
    node.put("frequency_hz", cost.clock().frequency());
    node.put("cost_ns", Json.nanos(measured == null ? Double.NaN : measured.nanosPerReading()));
    node.put("switched_at", Json.time(cost.clock().switchedAt()));
  }
}
