package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What runs of few, hundreds and a thousand operations hold and cost at intervals of a second and
 * of 100 ms, in a heap of 256 MiB, whose budget is 13.4 MB.
 *
 * <p>Held by the agent's own count is all that grows; by the heap it is the difference to a run
 * without the agent after a collection, its fixed part and the answers under way included.
 */
final class ManyOperations implements Measurement {
  private static final double LIMIT_MEGABYTES = 256 * 1048576 / 20.0 / 1e6;
  private static final List<String> JVM = List.of("-Xmx256m", "-XX:+UseSerialGC");

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    List<Row> rows = new ArrayList<>();
    int seconds = setting.times(120, 30);
    for (int operations : List.of(4, 300, 1024)) {
      long without;
      try (HostJvm host = start(List.of(), operations, 5)) {
        without = host.awaitFigures()[0];
      }
      for (String interval : List.of("1s", "100ms")) {
        rows.addAll(rows(setting, operations, interval, seconds, without));
      }
    }
    return rows;
  }

  private static HostJvm start(List<String> agent, int operations, int seconds) throws IOException {
    List<String> jvm = new ArrayList<>(JVM);
    jvm.addAll(agent);
    return HostJvm.start(jvm, Setting.host(ManyOperationsHost.class, operations, seconds));
  }

  private static List<Row> rows(
      Setting setting, int operations, String interval, int seconds, long without)
      throws IOException, InterruptedException {
    List<String> options = ManyOperationsHost.patterns();
    options.add("metrics_interval=" + interval);
    List<String> agent = setting.agent(options.toArray(String[]::new));
    String of = String.format(", %d operations, %s", operations, interval);
    try (HostJvm host = start(agent, operations, seconds)) {
      MonitorApi api = host.awaitApi();
      int third = seconds * 1000 / 3;
      Thread.sleep(third);
      ProcThreads before = ProcThreads.of(host.pid());
      long start = System.nanoTime();
      Samples held = new Samples();
      JsonNode monitor = api.get("/api/status").get("monitor");
      held.add(monitor.get("bytes").asDouble() / 1e6);
      while (System.nanoTime() - start < third * 1_000_000L) {
        Thread.sleep(500);
        monitor = api.get("/api/status").get("monitor");
        held.add(monitor.get("bytes").asDouble() / 1e6);
      }
      double length = System.nanoTime() - start;
      Map<String, ProcThreads.Used> used = ProcThreads.of(host.pid()).since(before);
      MonitorApi.Page page = new MonitorApi.Page();
      WebSocket socket = api.open(page);
      while (page.messages() == 0 && host.isAlive()) {
        Thread.sleep(20);
      }
      socket.abort();
      String parts = "given up: " + monitor.get("memory").get("given_up");
      double heap = (host.awaitFigures()[0] - without) / 1e6;
      List<Row> rows = new ArrayList<>();
      rows.add(
          Row.of("memory by the agent itself" + of, held, "MB")
              .atMost(LIMIT_MEGABYTES)
              .noted(parts + "; the highest was " + Math.round(10 * held.highest()) / 10.0));
      rows.add(Row.single("memory by the heap" + of, heap, "MB"));
      rows.add(Row.single("sampler" + of, percent(used, "monitor-sampler", length), "% core"));
      rows.add(Row.single("main thread" + of, percent(used, "monitor-main", length), "% core"));
      rows.add(Row.single("hello" + of, page.helloLength() / 1e3, "kB"));
      rows.forEach(row -> Setting.progress(row.toString()));
      return rows;
    }
  }

  /** Linux cuts names to 15 characters. */
  private static double percent(Map<String, ProcThreads.Used> used, String thread, double length) {
    ProcThreads.Used one = used.get(thread.substring(0, Math.min(15, thread.length())));
    return one == null ? 0 : 100 * one.nanos() / length;
  }
}
