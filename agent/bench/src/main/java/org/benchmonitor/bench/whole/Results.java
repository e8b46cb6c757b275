package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The rows so far: printed as they come, written as JSON at the end. */
final class Results {
  private static final String FORMAT = "%-58s %12s  %-11s %12s %12s %8s  %-5s %8s%n";

  private final PrintStream out;
  private final ObjectNode document = MonitorApi.JSON.createObjectNode();
  private final ArrayNode rows;
  private final StringBuilder markdown =
      new StringBuilder(
          """
          | what | measured | unit | low | high | budget | holds | others |
          |---|--:|---|--:|--:|--:|---|--:|
          """);

  Results(PrintStream out, boolean quick) {
    this.out = out;
    document.put("java", System.getProperty("java.version"));
    document.put("jvm", System.getProperty("java.vm.name"));
    document.put("vendor", System.getProperty("java.vendor"));
    document.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    document.put("cores", Runtime.getRuntime().availableProcessors());
    document.put("quick", quick);
    rows = document.putArray("measurements");
    out.printf(
        Locale.ROOT,
        FORMAT,
        "whole programs",
        "measured",
        "unit",
        "low",
        "high",
        "budget",
        "holds",
        "others");
  }

  /**
   * Adds what was measured while others used so many percent of the machine.
   *
   * @param others empty if it is not known
   */
  void add(List<Row> measured, OptionalDouble others) {
    measured.forEach(row -> add(row, others));
    if (others.orElse(0) > OtherLoad.MOST_PERCENT) {
      out.printf(
          Locale.ROOT,
          "! others used %.0f %% of the machine: times and rates above say little%n",
          others.getAsDouble());
    }
  }

  private void add(Row row, OptionalDouble others) {
    out.printf(
        Locale.ROOT,
        FORMAT,
        row.name(),
        text(row.value()),
        row.unit(),
        text(row.low()),
        text(row.high()),
        row.budget().isPresent() ? text(row.budget().getAsDouble()) : "",
        row.budget().isEmpty() ? "" : row.holds() ? "yes" : "NO",
        others.isPresent() ? String.format(Locale.ROOT, "%.0f %%", others.getAsDouble()) : "");
    markdown.append(
        String.format(
            Locale.ROOT,
            "| %s | %s | %s | %s | %s | %s | %s | %s |%n",
            row.name(),
            text(row.value()),
            row.unit(),
            text(row.low()),
            text(row.high()),
            row.budget().isPresent() ? text(row.budget().getAsDouble()) : "",
            row.budget().isEmpty() ? "" : row.holds() ? "yes" : "**no**",
            others.isPresent() ? String.format(Locale.ROOT, "%.0f %%", others.getAsDouble()) : ""));
    ObjectNode node = rows.addObject();
    node.put("name", row.name()).put("value", row.value()).put("unit", row.unit());
    node.put("low", row.low()).put("high", row.high());
    if (row.budget().isPresent()) {
      node.put("budget", row.budget().getAsDouble()).put("holds", row.holds());
    } else {
      node.putNull("budget").putNull("holds");
    }
    if (others.isPresent()) {
      node.put("others_percent", others.getAsDouble());
    } else {
      node.putNull("others_percent");
    }
    node.put("samples", row.samples()).put("note", row.note());
  }

  private static String text(double value) {
    String format = Math.abs(value) >= 100 || value == Math.rint(value) ? "%.0f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }

  void write(Path file) throws IOException {
    Files.writeString(
        file, MonitorApi.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
    Path table = file.resolveSibling(file.getFileName().toString().replace(".json", ".md"));
    Files.writeString(table, markdown);
  }
}
