package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What the agent leaves of a real runner's throughput: the sample runner with and without it, in
 * pairs, each second pair the other way round.
 */
final class Throughput implements Measurement {
  private static final String STORE = "op=com.acme.bench.DocumentStore";

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    List<String> agent =
        setting.agent(STORE + "#create", STORE + "#read", STORE + "#update", STORE + "#delete");
    Samples ratios = new Samples();
    Samples with = new Samples();
    Samples without = new Samples();
    int pairs = setting.times(7, 3);
    for (int pair = 0; pair < pairs; pair++) {
      boolean agentFirst = pair % 2 == 0;
      double one = throughput(setting, agentFirst ? agent : List.of());
      double other = throughput(setting, agentFirst ? List.of() : agent);
      with.add(agentFirst ? one : other);
      without.add(agentFirst ? other : one);
      ratios.add(agentFirst ? one / other : other / one);
      Setting.progress(
          String.format("throughput: pair %d of %d, %.0f and %.0f/s", pair + 1, pairs, one, other));
    }
    return List.of(
        Row.of("throughput with the agent / without", ratios, "ratio"),
        Row.of("throughput with the agent", with, "op/s"),
        Row.of("throughput without the agent", without, "op/s"));
  }

  private static double throughput(Setting setting, List<String> jvmOptions)
      throws IOException, InterruptedException {
    List<String> program = new ArrayList<>(List.of("-jar", setting.runnerJar().toString()));
    program.addAll(
        List.of(
            "--workers=" + Runtime.getRuntime().availableProcessors(),
            "--warmup=" + setting.times(4, 2) + "s",
            "--duration=" + setting.times(8, 3) + "s",
            "--seed=1",
            "--json=truth.json"));
    try (HostJvm host = HostJvm.start(jvmOptions, program)) {
      host.awaitOutput();
      JsonNode truth = MonitorApi.JSON.readTree(host.file("truth.json"));
      return truth.get("measured").get("operations_per_second").asDouble();
    }
  }
}
