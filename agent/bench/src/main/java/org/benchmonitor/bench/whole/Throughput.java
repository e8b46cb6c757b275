package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/**
 * What the agent leaves of a real runner's throughput: the sample runner with and without it, in
 * pairs, each second pair the other way round.
 *
 * <p>Per second of time is what a user sees, and it is right on a quiet machine only: where others
 * compete, it says which of the two runs got more of the cores. Per second of the workers' CPU time
 * holds better there.
 */
final class Throughput implements Measurement {
  private static final String STORE = "op=com.acme.bench.DocumentStore";

  /** Operations per second of time, and per second of the workers' CPU time. */
  private record Run(double perSecond, OptionalDouble perCpuSecond) {
    @Override
    public String toString() {
      return String.format("%.0f/s, %.0f/CPU s", perSecond, perCpuSecond.orElse(Double.NaN));
    }
  }

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    List<String> agent =
        setting.agent(STORE + "#create", STORE + "#read", STORE + "#update", STORE + "#delete");
    List<Run> with = new ArrayList<>();
    List<Run> without = new ArrayList<>();
    int pairs = setting.times(7, 3);
    for (int pair = 0; pair < pairs; pair++) {
      boolean agentFirst = pair % 2 == 0;
      Run one = run(setting, agentFirst ? agent : List.of());
      Run other = run(setting, agentFirst ? List.of() : agent);
      with.add(agentFirst ? one : other);
      without.add(agentFirst ? other : one);
      Setting.progress(
          String.format(
              "throughput: pair %d of %d, with %s; without %s",
              pair + 1, pairs, with.get(pair), without.get(pair)));
    }
    return rows(with, without);
  }

  private static List<Row> rows(List<Run> with, List<Run> without) {
    Samples ratios = new Samples();
    Samples cpuRatios = new Samples();
    Samples watched = new Samples();
    Samples bare = new Samples();
    for (int pair = 0; pair < with.size(); pair++) {
      Run one = with.get(pair);
      Run other = without.get(pair);
      watched.add(one.perSecond());
      bare.add(other.perSecond());
      ratios.add(one.perSecond() / other.perSecond());
      if (one.perCpuSecond().isPresent() && other.perCpuSecond().isPresent()) {
        cpuRatios.add(one.perCpuSecond().getAsDouble() / other.perCpuSecond().getAsDouble());
      }
    }
    List<Row> rows = new ArrayList<>();
    rows.add(Row.of("throughput with the agent / without", ratios, "ratio"));
    if (cpuRatios.size() > 0) {
      rows.add(Row.of("throughput per CPU second with / without", cpuRatios, "ratio"));
    }
    rows.add(Row.of("throughput with the agent", watched, "op/s"));
    rows.add(Row.of("throughput without the agent", bare, "op/s"));
    return rows;
  }

  private static Run run(Setting setting, List<String> jvmOptions)
      throws IOException, InterruptedException {
    List<String> program = new ArrayList<>(List.of("-jar", setting.runnerJar().toString()));
    program.addAll(
        List.of(
            "--workers=" + Runtime.getRuntime().availableProcessors(),
            "--warmup=" + setting.times(6, 3) + "s",
            "--duration=" + setting.times(8, 4) + "s",
            "--seed=1",
            "--json=truth.json"));
    try (HostJvm host = HostJvm.start(jvmOptions, program)) {
      WorkersCpu cpu = WorkersCpu.follow(host);
      host.awaitOutput();
      JsonNode measured = MonitorApi.JSON.readTree(host.file("truth.json")).get("measured");
      double operations = measured.get("total").get("count").asDouble();
      OptionalDouble nanos = cpu.nanosInTheLast(measured.get("elapsed_ms").asDouble());
      return new Run(
          measured.get("operations_per_second").asDouble(),
          nanos.isPresent()
              ? OptionalDouble.of(operations * 1e9 / nanos.getAsDouble())
              : OptionalDouble.empty());
    }
  }
}
