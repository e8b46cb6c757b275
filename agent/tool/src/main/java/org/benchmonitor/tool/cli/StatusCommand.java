package org.benchmonitor.tool.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.benchmonitor.run.model.DurationText;
import org.benchmonitor.setup.registry.RegistryEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code status}. */
@SuppressWarnings("NullAway.Init") // picocli sets the parameters
@Command(name = "status", description = "Prints the status of a monitored JVM's run.")
final class StatusCommand extends MonitorCommand {
  @Parameters(
      index = "0",
      paramLabel = "pid",
      description = "The process id, or a part of the main class.")
  private String target;

  StatusCommand(Tools tools) {
    super(tools);
  }

  @Override
  ExitCode run() {
    RegistryEntry entry = monitored(target);
    MonitorClient client = client(entry);
    ObjectNode status = client.get("/api/status");
    ObjectNode metrics = client.get("/api/metrics");
    ObjectNode instrumentation = client.get("/api/instrumentation");
    ObjectNode document = MonitorClient.object();
    document.put("pid", entry.pid()).put("url", entry.url());
    document.set("status", status);
    document.set("metrics", metrics);
    document.set("instrumentation", instrumentation);
    terminal().print(document, lines(entry, status, metrics, instrumentation));
    return ExitCode.DONE;
  }

  static List<String> lines(
      RegistryEntry entry, JsonNode status, JsonNode metrics, JsonNode instrumentation) {
    JsonNode total = metrics.path("total");
    JsonNode current = metrics.path("current");
    List<String> lines = new ArrayList<>();
    lines.add(row("url", entry.url()));
    lines.add(row("session", status.path("session_id").asString("")));
    lines.add(row("status", sentence(status)));
    lines.add(
        row(
            "operations",
            String.format(
                Locale.ROOT,
                "%,d, %,d of them failed",
                total.path("operations").asLong(0),
                total.path("errors").asLong(0))));
    lines.add(
        row(
            "throughput",
            String.format(
                Locale.ROOT,
                "%,.1f/s now, %,.1f/s in all",
                current.path("throughput").asDouble(0),
                total.path("throughput").asDouble(0))));
    lines.add(row("latency now", latency(current.path("latency"))));
    lines.add(row("latency in all", latency(total.path("latency"))));
    for (JsonNode warning : status.path("warnings")) {
      lines.add(row("warning", warning.asString("")));
    }
    lines.add("");
    lines.addAll(PatternLines.of(instrumentation));
    return lines;
  }

  private static String sentence(JsonNode status) {
    String reason = status.path("reason").asString("");
    return String.format(
        Locale.ROOT,
        "%s after %.1f s%s",
        status.path("status").asString("?"),
        status.path("elapsed_seconds").asDouble(0),
        reason.isEmpty() ? "" : ": " + reason);
  }

  private static String latency(JsonNode latency) {
    if (latency.path("count").asLong(0) == 0) {
      return "-";
    }
    return String.format(
        Locale.ROOT,
        "p50 %s, p99 %s, max %s",
        duration(latency.path("p50")),
        duration(latency.path("p99")),
        duration(latency.path("max")));
  }

  private static String duration(JsonNode millis) {
    return millis.isNumber() ? DurationText.of(Math.round(millis.asDouble() * 1e6)) : "-";
  }

  private static String row(String name, String value) {
    return String.format(Locale.ROOT, "%-16s%s", name, value);
  }
}
