package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The CPU time of the agent's own threads at its defaults, with 4 operations, 100 workers and one
 * page, as Linux accounts for it and not as the agent says.
 */
final class ThreadsCpu implements Measurement {
  private static final double MOST_PERCENT = 0.5;
  private static final int WINDOWS = 4;

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    if (!Files.isDirectory(Path.of("/proc/self/task"))) {
      Setting.progress("agent-threads-cpu: only on Linux");
      return List.of();
    }
    try (HostJvm host =
        HostJvm.start(
            setting.agent(HostOperations.patterns()),
            Setting.host(LoadHost.class, 100, 50, 0, 180))) {
      MonitorApi api = host.awaitApi();
      MonitorApi.Page page = new MonitorApi.Page();
      WebSocket socket = api.open(page);
      Thread.sleep(setting.times(10, 5) * 1000L);
      Use open = use(host, setting);
      double own =
          api.get("/api/status").get("monitor").get("threads_cpu_percent").asDouble(Double.NaN);
      socket.abort();
      Setting.progress("agent-threads-cpu: " + page.messages() + " messages");
      Use closed = use(host, setting);
      List<Row> rows = new ArrayList<>();
      rows.add(open.row("agent-threads-cpu, page open", Use::isAgent).atMost(MOST_PERCENT));
      rows.add(closed.row("agent-threads-cpu, no page", Use::isAgent).atMost(MOST_PERCENT));
      rows.add(Row.single("agent-threads-cpu by the agent itself", own, "% core"));
      for (String name : open.agentThreads()) {
        rows.add(open.row("agent-threads-cpu, page open: " + name, name::equals));
      }
      rows.add(open.row("compiler threads meanwhile", Use::isCompiler));
      rows.add(open.row("collector and VM threads meanwhile", Use::isCollector));
      rows.add(open.row("all other threads meanwhile", Use::isOther));
      return rows;
    }
  }

  private static Use use(HostJvm host, Setting setting) throws IOException, InterruptedException {
    List<Map<String, Double>> windows = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      ProcThreads before = ProcThreads.of(host.pid());
      long start = System.nanoTime();
      Thread.sleep(setting.times(5000, 2000));
      Map<String, Long> nanos = ProcThreads.of(host.pid()).since(before);
      double length = System.nanoTime() - start;
      Map<String, Double> percent = new TreeMap<>();
      nanos.forEach((name, used) -> percent.put(name, 100 * used / length));
      windows.add(percent);
    }
    return new Use(windows);
  }

  /** Percent of one core by the name of the thread, in windows of equal length. */
  private record Use(List<Map<String, Double>> windows) {

    static boolean isAgent(String name) {
      return name.startsWith("monitor");
    }

    static boolean isCompiler(String name) {
      return name.startsWith("C1 ") || name.startsWith("C2 ");
    }

    static boolean isCollector(String name) {
      return name.startsWith("GC ") || name.startsWith("G1 ") || name.startsWith("VM ");
    }

    static boolean isOther(String name) {
      return !isAgent(name) && !isCompiler(name) && !isCollector(name);
    }

    List<String> agentThreads() {
      return windows.stream()
          .flatMap(window -> window.keySet().stream())
          .filter(Use::isAgent)
          .distinct()
          .sorted()
          .toList();
    }

    Row row(String name, Predicate<String> threads) {
      Samples samples = new Samples();
      double sum = 0;
      for (Map<String, Double> window : windows) {
        double percent =
            window.entrySet().stream()
                .filter(used -> threads.test(used.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        samples.add(percent);
        sum += percent;
      }
      Row row = Row.of(name, samples, "% core");
      return new Row(
          name,
          sum / windows.size(),
          row.unit(),
          row.low(),
          row.high(),
          row.budget(),
          windows.size(),
          "mean; the spread is that of windows of equal length");
    }
  }
}
