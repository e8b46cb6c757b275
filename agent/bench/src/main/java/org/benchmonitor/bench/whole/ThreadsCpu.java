package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * The CPU time and the wake-ups of the agent's own threads at its defaults, with 4 operations, 100
 * workers and with or without one page, as Linux accounts for them and not as the agent says.
 */
final class ThreadsCpu implements Measurement {
  private static final double MOST_PERCENT = 0.4;
  private static final double MOST_PERCENT_WITH_PAGE = 0.5;
  private static final int WINDOWS = 4;

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    if (!Files.isDirectory(Path.of("/proc/self/task"))) {
      Setting.progress("agent-threads-cpu: only on Linux");
      return List.of();
    }
    try (HostJvm host =
        HostJvm.start(
            Compilations.printed(setting.agent(HostOperations.patterns())),
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
      rows.add(
          open.cpu("agent-threads-cpu, page open", ProcThreads::isAgent)
              .atMost(MOST_PERCENT_WITH_PAGE));
      rows.add(closed.cpu("agent-threads-cpu, no page", ProcThreads::isAgent).atMost(MOST_PERCENT));
      rows.add(Row.single("agent-threads-cpu by the agent itself", own, "% core"));
      addThreads(rows, open, "page open");
      addThreads(rows, closed, "no page");
      rows.add(open.cpu("compiler threads meanwhile", ProcThreads::isCompiler));
      rows.add(open.cpu("collector and VM threads meanwhile", ProcThreads::isCollector));
      rows.add(open.cpu("all other threads meanwhile", Use::isOther));
      rows.add(compiledByC2(host));
      return rows;
    }
  }

  private static void addThreads(List<Row> rows, Use use, String page) {
    for (String name : use.agentThreads()) {
      rows.add(use.cpu("agent-threads-cpu, " + page + ": " + name, name::equals));
      rows.add(use.wakeUps("wake-ups, " + page + ": " + name, name::equals));
    }
    rows.add(use.wakeUps("wake-ups, " + page + ": all but the hiccup meter", Use::isWatching));
  }

  private static Row compiledByC2(HostJvm host) throws IOException {
    List<String> methods = Compilations.byC2(host.stdout());
    methods.forEach(method -> Setting.progress("compiled by C2: " + method));
    return Row.single("methods of the agent beside the probe in C2", methods.size(), "methods");
  }

  private static Use use(HostJvm host, Setting setting) throws IOException, InterruptedException {
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      ProcThreads before = ProcThreads.of(host.pid());
      long start = System.nanoTime();
      Thread.sleep(setting.times(5000, 2000));
      Map<String, ProcThreads.Used> used = ProcThreads.of(host.pid()).since(before);
      windows.add(new Window(used, System.nanoTime() - start));
    }
    return new Use(windows);
  }

  /** What was used by the name of the thread. */
  private record Window(Map<String, ProcThreads.Used> used, long nanos) {
    double sum(Predicate<String> threads, ToDoubleFunction<ProcThreads.Used> figure) {
      return used.values().stream()
          .filter(one -> threads.test(one.name()))
          .mapToDouble(figure)
          .sum();
    }
  }

  /** Windows of equal length. */
  private record Use(List<Window> windows) {

    static boolean isWatching(String name) {
      return ProcThreads.isAgent(name) && !name.startsWith("monitor-hiccup");
    }

    static boolean isOther(String name) {
      return !ProcThreads.isAgent(name)
          && !ProcThreads.isCompiler(name)
          && !ProcThreads.isCollector(name);
    }

    List<String> agentThreads() {
      return windows.stream()
          .flatMap(window -> window.used.keySet().stream())
          .filter(ProcThreads::isAgent)
          .distinct()
          .sorted()
          .toList();
    }

    Row cpu(String name, Predicate<String> threads) {
      return row(
          name,
          "% core",
          window -> 100 * window.sum(threads, ProcThreads.Used::nanos) / window.nanos);
    }

    Row wakeUps(String name, Predicate<String> threads) {
      return row(
          name,
          "a second",
          window -> 1e9 * window.sum(threads, ProcThreads.Used::waits) / window.nanos);
    }

    private Row row(String name, String unit, ToDoubleFunction<Window> figure) {
      Samples samples = new Samples();
      windows.forEach(window -> samples.add(figure.applyAsDouble(window)));
      Row row = Row.of(name, samples, unit);
      return new Row(
          name,
          windows.stream().mapToDouble(figure).average().orElse(0),
          row.unit(),
          row.low(),
          row.high(),
          row.budget(),
          windows.size(),
          "mean; the spread is that of windows of equal length");
    }
  }
}
