package org.benchmonitor.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the forks say, as a table and as JSON.
 *
 * <p>The cost of watching is the time of a watched call less that of a bare one. All ratios are of
 * two forks of the same round; the median of the rounds is shown with the lowest and the highest.
 */
final class CostReport {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** What an object of the agent's for each pair takes, with nothing beside it. */
  private static final double BYTES_OF_PAIR = 104;

  private final List<Forks> all;

  CostReport(List<Forks> all) {
    this.all = all;
  }

  /** A ratio over the rounds. */
  record Ratio(double median, double low, double high) {
    static Ratio of(List<Double> values) {
      return new Ratio(
          Forks.median(values),
          values.stream().min(Comparator.naturalOrder()).orElse(Double.NaN),
          values.stream().max(Comparator.naturalOrder()).orElse(Double.NaN));
    }

    String text() {
      return Double.isNaN(median) ? "" : "%.2f (%.2f-%.2f)".formatted(median, low, high);
    }
  }

  String table() {
    StringBuilder text = new StringBuilder();
    for (Work work : Work.values()) {
      for (int threads : new int[] {1, 2}) {
        List<Forks> rows = rows(work, threads);
        if (!rows.isEmpty()) {
          table(text, work, threads, rows);
        }
      }
    }
    budgets(text);
    return text.toString();
  }

  private void table(StringBuilder text, Work work, int threads, List<Forks> rows) {
    text.append(
        "%n**An operation that does %s, %d thread%s**%n%n"
            .formatted(
                work == Work.THROWING ? "nothing but throw" : work.label(),
                threads,
                threads == 1 ? "" : "s"));
    text.append(
        "| watched by | ns per call | cost, ns | of two nanoTime | bytes per call |%n".formatted());
    text.append("|---|--:|--:|--:|--:|\n");
    for (Forks row : rows) {
      text.append(
          "| %s | %.1f | %s | %s | %.1f |%n"
              .formatted(
                  row.tool().label(),
                  row.medianNanos(),
                  row.tool() == Tool.BARE ? "" : "%.1f".formatted(cost(row)),
                  // Of a microsecond the difference is below what a shared machine can tell.
                  work == Work.MICROSECOND ? "" : ratio(row, Tool.TWO_NANO_TIMES).text(),
                  row.medianBytes()));
    }
  }

  private void budgets(StringBuilder text) {
    text.append("\n**Budgets**\n\n| what | measured | budget | holds |\n|---|--:|--:|---|\n");
    for (Budget budget : budgets()) {
      text.append(
          "| %s | %s | %.2f | %s |%n"
              .formatted(
                  budget.what(),
                  budget.measured().text(),
                  budget.most(),
                  budget.holds() ? "yes" : "no"));
    }
  }

  /** A line of the budget: a ratio and the most that it may be. */
  record Budget(String what, Ratio measured, double most) {
    boolean holds() {
      return measured.median() <= most;
    }
  }

  private List<Budget> budgets() {
    List<Budget> budgets = new ArrayList<>();
    addBudget(budgets, Work.NOTHING, Tool.MONITOR_TSC, 1, Tool.TWO_NANO_TIMES, 1, 0.75);
    addBudget(budgets, Work.NOTHING, Tool.MONITOR_NANOTIME, 1, Tool.TWO_NANO_TIMES, 1, 1.12);
    addBudget(budgets, Work.NOTHING, Tool.MONITOR_TSC, 1, Tool.JFR, 1, 0.7);
    addBudget(budgets, Work.NOTHING, Tool.MONITOR_TSC, 2, Tool.JFR, 2, 0.5);
    addBudget(budgets, Work.NOTHING, Tool.MONITOR_TSC, 2, Tool.MONITOR_TSC, 1, 1.2);
    addBudget(budgets, Work.NOTHING, Tool.MONITOR_NANOTIME, 2, Tool.MONITOR_NANOTIME, 1, 1.2);
    for (Tool tool : List.of(Tool.MONITOR_FAST, Tool.MONITOR_NANOTIME)) {
      addBudget(budgets, Work.THROWING, tool, 1, Tool.TWO_NANO_TIMES, 1, 1.5);
      addBudget(budgets, Work.THROWING, tool, 2, Tool.TWO_NANO_TIMES, 2, 2);
    }
    for (Tool tool : List.of(Tool.MONITOR_TSC, Tool.MONITOR_NANOTIME)) {
      rows(Work.NOTHING, 1).stream()
          .filter(row -> row.tool() == tool)
          .map(Forks::medianBytes)
          .forEach(
              bytes ->
                  budgets.add(
                      new Budget(
                          "bytes allocated per call, " + tool.label(),
                          new Ratio(bytes, bytes, bytes),
                          0.1)));
    }
    for (int threads : new int[] {1, 2}) {
      addBudgetOfPairs(budgets, threads);
    }
    return budgets;
  }

  /** In nanoseconds, and in bytes: one object for each pair. */
  private void addBudgetOfPairs(List<Budget> budgets, int threads) {
    for (Forks row : rows(Work.PAIR, threads)) {
      if (row.tool() == Tool.MONITOR_FAST || row.tool() == Tool.MONITOR_NANOTIME) {
        String what = "a pair, %s, %d thread(s), ".formatted(row.tool().label(), threads);
        double bytes = row.medianBytes();
        budgets.add(new Budget(what + "ns", Ratio.of(row.nanos()), 150));
        budgets.add(new Budget(what + "bytes", new Ratio(bytes, bytes, bytes), BYTES_OF_PAIR));
      }
    }
  }

  private void addBudget(
      List<Budget> budgets,
      Work work,
      Tool tool,
      int threads,
      Tool base,
      int baseThreads,
      double most) {
    Ratio ratio =
        rows(work, threads).stream()
            .filter(row -> row.tool() == tool)
            .findFirst()
            .map(row -> ratio(row, base, baseThreads))
            .orElse(Ratio.of(List.of()));
    if (!Double.isNaN(ratio.median())) {
      String what =
          "%s%s, %d thread(s), of %s, %d thread(s)"
              .formatted(
                  work == Work.NOTHING ? "" : work.label() + ": ",
                  tool.label(),
                  threads,
                  base.label(),
                  baseThreads);
      budgets.add(new Budget(what, ratio, most));
    }
  }

  private List<Forks> rows(Work work, int threads) {
    return all.stream().filter(f -> f.work() == work && f.threads() == threads).toList();
  }

  private double cost(Forks row) {
    return row.medianNanos() - base(row, Tool.BARE, row.threads()).medianNanos();
  }

  private Ratio ratio(Forks row, Tool base) {
    return ratio(row, base, row.threads());
  }

  /** The cost of a call, over that of another way to watch, round by round. */
  private Ratio ratio(Forks row, Tool baseTool, int baseThreads) {
    Forks base = base(row, baseTool, baseThreads);
    if (row.tool() == Tool.BARE || base.nanos().isEmpty()) {
      return Ratio.of(List.of());
    }
    int rounds = Math.min(row.nanos().size(), base.nanos().size());
    List<Double> bare = base(row, Tool.BARE, row.threads()).nanos();
    List<Double> bareOfBase = base(row, Tool.BARE, baseThreads).nanos();
    return Ratio.of(
        IntStream.range(0, rounds)
            .mapToObj(
                i ->
                    (row.nanos().get(i) - less(bare, i, row))
                        / (base.nanos().get(i) - less(bareOfBase, i, row)))
            .toList());
  }

  /** An empty call is compared whole, because a bare one is folded away around the readings. */
  private static double less(List<Double> bare, int round, Forks row) {
    return row.work() == Work.NOTHING || round >= bare.size() ? 0 : bare.get(round);
  }

  private Forks base(Forks row, Tool tool, int threads) {
    return all.stream()
        .filter(f -> f.tool() == tool && f.work() == row.work() && f.threads() == threads)
        .findFirst()
        .orElse(new Forks(tool, row.work(), threads));
  }

  String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("jdk", System.getProperty("java.vm.version"));
    root.put("cpus", Runtime.getRuntime().availableProcessors());
    ArrayNode rows = root.putArray("rows");
    for (Forks forks : all) {
      ObjectNode row = rows.addObject();
      row.put("tool", forks.tool().label());
      row.put("work", forks.work().label());
      row.put("threads", forks.threads());
      row.put("ns_per_call", forks.medianNanos());
      row.put("bytes_per_call", forks.medianBytes());
      put(row, "of_two_nanotime", ratio(forks, Tool.TWO_NANO_TIMES));
      row.set("forks_ns_per_call", JSON.valueToTree(forks.nanos()));
    }
    ArrayNode budgets = root.putArray("budgets");
    for (Budget budget : budgets()) {
      ObjectNode node = budgets.addObject();
      node.put("what", budget.what());
      put(node, "measured", budget.measured());
      node.put("budget", budget.most());
      node.put("holds", budget.holds());
    }
    return JSON.writeValueAsString(root) + "\n";
  }

  private static void put(ObjectNode node, String name, Ratio ratio) {
    node.set(
        name,
        JSON.valueToTree(
            Double.isNaN(ratio.median())
                ? null
                : Map.of("median", ratio.median(), "low", ratio.low(), "high", ratio.high())));
  }
}
