package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What an operation costs with very many workers against eight, and whether each is counted.
 *
 * <p>The cost is the time of all cores together per operation, less the same without the agent; and
 * once more by the CPU time of the process, which holds where others compete for the cores.
 */
final class ManyWorkers implements Measurement {
  private static final double MOST_RATIO = 1.5;
  private static final double MOST_GROWTH_MEGABYTES = 1;
  private static final int CALLS = 16_000_000;
  private static final int WARM_UP_ROUNDS = 2;
  private static final int ROUNDS = 5;
  private static final String OPERATION =
      "op=" + ManyWorkersHost.Work.class.getName() + "#operation";

  /** Nanoseconds per operation. */
  private record Cost(double time, double cpu) {}

  /** So many workers of a kind, and what was measured with them. */
  private record Crew(String kind, int workers, Costs costs, Costs ratios) {
    Crew(String kind, int workers) {
      this(kind, workers, new Costs(), new Costs());
    }

    @Override
    public String toString() {
      return String.format("%,d %s", workers, kind);
    }
  }

  private record Costs(Samples time, Samples cpu) {
    Costs() {
      this(new Samples(), new Samples());
    }

    void add(double timeValue, double cpuValue) {
      time.add(timeValue);
      cpu.add(cpuValue);
    }
  }

  private long lost;
  private long suppressed;

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    List<Crew> crews = new ArrayList<>();
    crews.add(new Crew("platform", 8));
    crews.add(new Crew("platform", 1000));
    if (Runtime.version().feature() >= 21) {
      crews.add(new Crew("virtual", 100_000));
    }
    for (int i = 0; i < setting.times(5, 1); i++) {
      Cost few = cost(setting, crews.get(0));
      add(crews.get(0), few, few);
      for (Crew crew : crews.subList(1, crews.size())) {
        add(crew, cost(setting, crew), few);
      }
    }
    List<Row> rows = new ArrayList<>();
    for (Crew crew : crews) {
      rows.add(Row.of("cost with " + crew + " workers", crew.costs().time(), "ns/op"));
      rows.add(Row.of("CPU cost with " + crew + " workers", crew.costs().cpu(), "ns/op"));
    }
    for (Crew crew : crews.subList(1, crews.size())) {
      String name = "cost with " + crew + " workers / " + crews.get(0);
      rows.add(Row.of(name, crew.ratios().time(), "ratio").atMost(MOST_RATIO));
      rows.add(Row.of("CPU " + name, crew.ratios().cpu(), "ratio").atMost(MOST_RATIO));
    }
    rows.add(growth(setting));
    rows.add(Row.single("many-workers, counts lost", (double) lost, "operations").atMost(0));
    rows.add(
        Row.single("many-workers, failures of the probe", (double) suppressed, "failures")
            .atMost(0));
    return rows;
  }

  private static void add(Crew crew, Cost cost, Cost few) {
    crew.costs().add(cost.time(), cost.cpu());
    crew.ratios().add(cost.time() / few.time(), cost.cpu() / few.cpu());
    Setting.progress(String.format("many-workers: %s workers, %s", crew, cost));
  }

  private Cost cost(Setting setting, Crew crew) throws IOException, InterruptedException {
    Cost without = nanosPerCall(setting, crew, false);
    Cost with = nanosPerCall(setting, crew, true);
    return new Cost(with.time() - without.time(), with.cpu() - without.cpu());
  }

  private Cost nanosPerCall(Setting setting, Crew crew, boolean watched)
      throws IOException, InterruptedException {
    int calls = CALLS / crew.workers();
    List<String> jvm = watched ? setting.agent(OPERATION, "report=report.json") : List.of();
    List<String> program =
        Setting.host(
            ManyWorkersHost.class, crew.kind(), crew.workers(), calls, WARM_UP_ROUNDS + ROUNDS);
    try (HostJvm host = HostJvm.start(jvm, program)) {
      long[] figures = host.awaitFigures();
      if (watched) {
        check(host, figures[0]);
      }
      Samples time = new Samples();
      Samples cpu = new Samples();
      for (int i = 1 + 2 * WARM_UP_ROUNDS; i < figures.length; i += 2) {
        time.add((double) figures[i]);
        cpu.add((double) figures[i + 1]);
      }
      int cores = Math.min(crew.workers(), Runtime.getRuntime().availableProcessors());
      double all = (double) calls * crew.workers();
      return new Cost(time.median() * cores / all, cpu.median() / all);
    }
  }

  private Row growth(Setting setting) throws IOException, InterruptedException {
    int threads = setting.times(10_000, 5_000);
    Grown without = grown(setting, threads, false);
    Grown with = grown(setting, threads, true);
    return Row.single(
            String.format("heap growth by %,d threads that come and go", threads * 3 / 5),
            with.megabytes(),
            "MB")
        .atMost(MOST_GROWTH_MEGABYTES)
        .noted(
            "heap after each fifth: " + with.heaps() + "; without the agent: " + without.heaps());
  }

  /** From the second fifth of the threads to the last; what the start left is gone by then. */
  private record Grown(double megabytes, String heaps) {
    static Grown of(long[] heapBytes) {
      String heaps =
          Arrays.stream(heapBytes)
              .mapToObj(bytes -> String.format("%.2f", bytes / 1e6))
              .collect(Collectors.joining(", ", "", " MB"));
      return new Grown((heapBytes[heapBytes.length - 1] - heapBytes[1]) / 1e6, heaps);
    }
  }

  private Grown grown(Setting setting, int threads, boolean watched)
      throws IOException, InterruptedException {
    List<String> jvm = new ArrayList<>(List.of("-XX:+UseSerialGC"));
    if (watched) {
      List<String> options = new ArrayList<>(List.of(HostOperations.patterns()));
      options.add("report=report.json");
      jvm.addAll(setting.agent(options.toArray(String[]::new)));
    }
    try (HostJvm host = HostJvm.start(jvm, Setting.host(PassingThreadsHost.class, threads, 100))) {
      long[] figures = host.awaitFigures();
      if (watched) {
        check(host, figures[0]);
      }
      return Grown.of(Arrays.copyOfRange(figures, 1, figures.length));
    }
  }

  private void check(HostJvm host, long made) throws IOException {
    JsonNode report = MonitorApi.JSON.readTree(host.file("report.json"));
    long counted = report.get("metrics").get("total").get("operations").asLong();
    lost += Math.abs(made - counted);
    suppressed += report.get("status").get("monitor").get("suppressed").asLong();
  }
}
