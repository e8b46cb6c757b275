package org.benchmonitor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * Measures every tool on every kind of work, one fork at a time and in turns.
 *
 * <p>A round runs one fork of each; what is compared with one another ran within the same minutes,
 * and each round begins with another tool.
 */
public final class CostRuns {
  private static final int ITERATIONS = 25;
  private static final int ITERATION_MILLIS = 50;

  private final Path agents;
  private final Path log;
  private final List<Forks> all = new ArrayList<>();

  private CostRuns(Path agents, Path log) {
    this.agents = agents;
    this.log = log;
  }

  /**
   * Measures and reports.
   *
   * @param args the directory of the agents' jars, the JSON file to write, the number of rounds,
   *     and optionally names of tools and kinds of work to which to keep
   */
  public static void main(String[] args) throws IOException, RunnerException {
    if (args.length < 3) {
      throw new IllegalArgumentException(
          "wanted: <directory of agents> <json file> <rounds> [tool|work ...]");
    }
    Path json = Path.of(args[1]);
    int rounds = Integer.parseInt(args[2]);
    List<String> only = List.of(args).subList(3, args.length);
    CostRuns runs = new CostRuns(Path.of(args[0]), Path.of(args[1] + ".log"));
    Files.deleteIfExists(runs.log);
    runs.plan(only);
    for (int round = 0; round < rounds; round++) {
      runs.round(round);
    }
    CostReport report = new CostReport(runs.all);
    String table = report.table();
    System.out.print(table);
    Files.writeString(json, report.json());
    Files.writeString(Path.of(args[1].replaceFirst("\\.json$", "") + ".md"), table);
  }

  private void plan(List<String> only) {
    for (Work work : Work.values()) {
      for (int threads : new int[] {1, 2}) {
        for (Tool tool : Tool.values()) {
          boolean wanted =
              only.isEmpty()
                  || ((only.contains(tool.name()) || !anyOf(only, Tool.values()))
                      && (only.contains(work.name()) || !anyOf(only, Work.values())));
          if (wanted && tool.isHere() && tool.canWatch(work)) {
            all.add(new Forks(tool, work, threads));
          }
        }
      }
    }
  }

  private static boolean anyOf(List<String> names, Enum<?>[] values) {
    return List.of(values).stream().anyMatch(value -> names.contains(value.name()));
  }

  private void round(int round) throws IOException, RunnerException {
    for (int i = 0; i < all.size(); i++) {
      Forks forks = all.get((i + round * 7) % all.size());
      if (round >= forks.mostRounds()) {
        continue;
      }
      run(forks);
      System.err.printf(
          "round %d, %d of %d: %s, %s, %d thread(s)%n",
          round + 1,
          i + 1,
          all.size(),
          forks.tool().label(),
          forks.work().label(),
          forks.threads());
    }
  }

  private void run(Forks forks) throws IOException, RunnerException {
    Path output = Files.createTempFile("bench", ".log");
    try {
      Options options =
          new OptionsBuilder()
              .include("^" + Cost.class.getName() + "\\." + forks.tool().benchmark() + "$")
              .param("work", forks.work().name())
              .threads(forks.threads())
              .forks(1)
              .warmupIterations(3)
              .warmupTime(TimeValue.milliseconds(350))
              .measurementIterations(ITERATIONS)
              .measurementTime(TimeValue.milliseconds(ITERATION_MILLIS))
              .jvmArgs(jvmArguments(forks))
              .shouldFailOnError(true)
              .verbosity(VerboseMode.NORMAL)
              .output(output.toString())
              .build();
      Collection<RunResult> results = new Runner(options).run();
      RunResult result = results.iterator().next();
      Statistics nanos = result.getPrimaryResult().getStatistics();
      double calls = 0;
      for (Iterator<Map.Entry<Double, Long>> each = nanos.getRawData(); each.hasNext(); ) {
        Map.Entry<Double, Long> iterations = each.next();
        calls += iterations.getValue() * ITERATION_MILLIS * 1e6 / iterations.getKey();
      }
      calls *= forks.threads();
      Result<?> allocated =
          Objects.requireNonNull(result.getSecondaryResults().get("bytesAllocated"));
      // The fastest iteration: what else the machine does never makes a call faster.
      forks.add(nanos.getMin(), allocated.getStatistics().getSum() / calls);
    } finally {
      Files.writeString(
          log, Files.readString(output), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      Files.delete(output);
    }
  }

  private String[] jvmArguments(Forks forks) {
    List<String> arguments = new ArrayList<>(List.of("-Xmx512m", "-Xms512m"));
    arguments.addAll(forks.tool().jvmArguments(agents, forks.work()));
    return arguments.toArray(String[]::new);
  }
}
