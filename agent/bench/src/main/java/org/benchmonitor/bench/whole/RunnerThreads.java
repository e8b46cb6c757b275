package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * Which threads use the CPU time that a run of the sample runner takes more with the agent than
 * without: in percent of all that it takes without.
 *
 * <p>What each thread has used is read from outside until the run has ended, so what a thread uses
 * in its last milliseconds is missing. The ratio of the whole is {@link WholeCpu}'s.
 */
final class RunnerThreads implements Measurement {
  private static final int LOOK_MILLIS = 20;

  private static final Map<String, Predicate<String>> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put("the agent's threads", ProcThreads::isAgent);
    GROUPS.put("compiler C1", name -> name.startsWith("C1 "));
    GROUPS.put("compiler C2", name -> name.startsWith("C2 "));
    GROUPS.put("collector and VM threads", ProcThreads::isCollector);
    GROUPS.put("main", name -> name.equals("java"));
    GROUPS.put("workers and all others", name -> true);
  }

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    if (!Files.isDirectory(Path.of("/proc/self/task"))) {
      Setting.progress("whole-threads: only on Linux");
      return List.of();
    }
    Map<String, Samples> more = new LinkedHashMap<>();
    GROUPS.keySet().forEach(group -> more.put(group, new Samples()));
    int pairs = setting.times(7, 3);
    for (int pair = -1; pair < pairs; pair++) {
      boolean agentFirst = pair % 2 == 0;
      Map<String, Double> one = run(setting, agentFirst);
      Map<String, Double> other = run(setting, !agentFirst);
      if (pair < 0) {
        // The pair before the first only brings the files into the machine's memory.
        continue;
      }
      Map<String, Double> with = agentFirst ? one : other;
      Map<String, Double> without = agentFirst ? other : one;
      double all = without.values().stream().mapToDouble(Double::doubleValue).sum();
      more.forEach(
          (group, samples) ->
              samples.add(
                  100 * (with.getOrDefault(group, 0.0) - without.getOrDefault(group, 0.0)) / all));
      Setting.progress("whole-threads: with " + with + ", without " + without);
    }
    List<Row> rows = new ArrayList<>();
    more.forEach(
        (group, samples) ->
            rows.add(
                new Row(
                    "whole run, more CPU with the agent: " + group,
                    samples.median(),
                    "% of all",
                    samples.lowest(),
                    samples.highest(),
                    OptionalDouble.empty(),
                    samples.size(),
                    "")));
    return rows;
  }

  /** The milliseconds of each group of threads. */
  private static Map<String, Double> run(Setting setting, boolean withAgent)
      throws IOException, InterruptedException {
    Map<String, ProcThreads.Used> last = new HashMap<>();
    List<String> options = withAgent ? WholeCpu.runnerAgent(setting) : List.of();
    try (HostJvm host = HostJvm.start(options, WholeCpu.runner(setting))) {
      while (host.isAlive()) {
        try {
          last.putAll(ProcThreads.of(host.pid()).byThread());
        } catch (IOException ended) {
          // The process has ended since it was asked.
          break;
        }
        Thread.sleep(LOOK_MILLIS);
      }
      host.awaitOutput();
    }
    Map<String, Double> millis = new LinkedHashMap<>();
    GROUPS.keySet().forEach(group -> millis.put(group, 0.0));
    for (ProcThreads.Used used : last.values()) {
      millis.merge(group(used.name()), used.nanos() / 1e6, Double::sum);
    }
    return millis;
  }

  private static String group(String thread) {
    return GROUPS.entrySet().stream()
        .filter(group -> group.getValue().test(thread))
        .findFirst()
        .orElseThrow()
        .getKey();
  }
}
