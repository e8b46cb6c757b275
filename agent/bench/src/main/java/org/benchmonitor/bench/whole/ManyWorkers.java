package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What an operation costs with very many workers against eight, and whether each is counted.
 *
 * <p>The cost is the time of all cores together per operation, less the same without the agent.
 */
final class ManyWorkers implements Measurement {
  private static final double MOST_RATIO = 1.5;
  private static final double MOST_GROWTH_MEGABYTES = 1;
  private static final int CALLS = 16_000_000;
  private static final int WARM_UP_ROUNDS = 2;
  private static final int ROUNDS = 5;
  private static final String OPERATION =
      "op=" + ManyWorkersHost.Work.class.getName() + "#operation";

  /** So many workers of a kind, and what was measured with them. */
  private record Crew(String kind, int workers, Samples costs, Samples ratios) {
    Crew(String kind, int workers) {
      this(kind, workers, new Samples(), new Samples());
    }

    @Override
    public String toString() {
      return String.format("%,d %s", workers, kind);
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
      double few = 0;
      for (Crew crew : crews) {
        double cost = cost(setting, crew);
        few = few == 0 ? cost : few;
        crew.costs().add(cost);
        crew.ratios().add(cost / few);
        Setting.progress(String.format("many-workers: %s workers, %.1f ns", crew, cost));
      }
    }
    List<Row> rows = new ArrayList<>();
    for (Crew crew : crews) {
      rows.add(Row.of("cost with " + crew + " workers", crew.costs(), "ns/op"));
    }
    for (Crew crew : crews.subList(1, crews.size())) {
      String name = "cost with " + crew + " workers / " + crews.get(0);
      rows.add(Row.of(name, crew.ratios(), "ratio").atMost(MOST_RATIO));
    }
    rows.add(growth(setting));
    rows.add(Row.single("many-workers, counts lost", (double) lost, "operations").atMost(0));
    rows.add(
        Row.single("many-workers, failures of the probe", (double) suppressed, "failures")
            .atMost(0));
    return rows;
  }

  private double cost(Setting setting, Crew crew) throws IOException, InterruptedException {
    double without = nanosPerCall(setting, crew, false);
    return nanosPerCall(setting, crew, true) - without;
  }

  private double nanosPerCall(Setting setting, Crew crew, boolean watched)
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
      Samples rounds = new Samples();
      for (int i = 1 + WARM_UP_ROUNDS; i < figures.length; i++) {
        rounds.add((double) figures[i]);
      }
      int cores = Math.min(crew.workers(), Runtime.getRuntime().availableProcessors());
      return rounds.median() * cores / ((long) calls * crew.workers());
    }
  }

  private Row growth(Setting setting) throws IOException, InterruptedException {
    int threads = setting.times(10_000, 5_000);
    double without = grown(setting, threads, false);
    return Row.single(
            String.format("many-workers, heap growth by %,d passing threads", threads * 4 / 5),
            grown(setting, threads, true),
            "MB")
        .atMost(MOST_GROWTH_MEGABYTES)
        .noted(String.format("%.2f MB without the agent", without));
  }

  private double grown(Setting setting, int threads, boolean watched)
      throws IOException, InterruptedException {
    List<String> jvm = new ArrayList<>(List.of("-XX:+UseSerialGC"));
    if (watched) {
      List<String> options = new ArrayList<>(List.of(Operations.patterns()));
      options.add("report=report.json");
      jvm.addAll(setting.agent(options.toArray(String[]::new)));
    }
    try (HostJvm host = HostJvm.start(jvm, Setting.host(PassingThreadsHost.class, threads, 100))) {
      long[] figures = host.awaitFigures();
      if (watched) {
        check(host, figures[0]);
      }
      return (figures[2] - figures[1]) / 1e6;
    }
  }

  private void check(HostJvm host, long made) throws IOException {
    JsonNode report = MonitorApi.JSON.readTree(host.file("report.json"));
    long counted = report.get("metrics").get("total").get("operations").asLong();
    lost += Math.abs(made - counted);
    suppressed += report.get("status").get("monitor").get("suppressed").asLong();
  }
}
