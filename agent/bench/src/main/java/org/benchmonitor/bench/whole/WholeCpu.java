package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The CPU time of whole programs, from before their JVM starts until after it has ended: all
 * threads, the compilers' and the collector's too, user and system.
 *
 * <p>Of an idle host it is what the agent's start takes. Of a host of 100 ms, the time from start
 * to end is what a user feels. Of the sample runner with a fixed number of operations, the CPU time
 * is all that the agent costs a run, whatever else the machine does meanwhile.
 */
final class WholeCpu implements Measurement {
  private static final double MOST_START_MILLIS = 800;
  private static final double MOST_SHORT_MILLIS = 350;
  private static final double MOST_RATIO = 1.03;
  private static final int OPERATIONS = 2_000_000;
  private static final String STORE = "op=com.acme.bench.DocumentStore";

  /** Of one run, in milliseconds. */
  private record Run(double cpu, double time) {}

  private interface Program {
    Run run(List<String> jvmOptions) throws IOException, InterruptedException;
  }

  /** The runs of each of the two, pair by pair. */
  private record Pairs(List<Run> with, List<Run> without) {}

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    List<String> agent = setting.agent("op=" + Greeting.class.getName() + "#greet");
    Pairs idle = pairs("idle host", setting.times(15, 5), agent, options -> idle(options, 2_000));
    Pairs brief = pairs("short host", setting.times(15, 5), agent, options -> idle(options, 100));
    List<Row> rows = new ArrayList<>();
    rows.add(
        more("CPU of the first 2 s of an idle host, more than without", cpu(idle), "ms")
            .atMost(MOST_START_MILLIS));
    rows.add(
        more("a host of 100 ms from start to end, more than without", time(brief), "ms")
            .atMost(MOST_SHORT_MILLIS));
    rows.add(more("CPU of a host of 100 ms, more than without", cpu(brief), "ms"));
    rows.add(ratio(setting));
    return rows;
  }

  private static Run idle(List<String> options, int millis)
      throws IOException, InterruptedException {
    return run(options, Setting.hostAlone(IdleHost.class, millis));
  }

  /** The JVM option that adds the agent to the sample runner. */
  static List<String> runnerAgent(Setting setting) {
    return setting.agent(STORE + "#create", STORE + "#read", STORE + "#update", STORE + "#delete");
  }

  /** The words that run the sample runner for a fixed number of operations. */
  static List<String> runner(Setting setting) {
    return List.of(
        "-jar",
        setting.runnerJar().toString(),
        "--workers=" + Runtime.getRuntime().availableProcessors(),
        "--operations=" + OPERATIONS,
        "--seed=1");
  }

  private static Row ratio(Setting setting) throws IOException, InterruptedException {
    Pairs pairs =
        pairs(
            "sample runner",
            setting.times(9, 3),
            runnerAgent(setting),
            options -> run(options, runner(setting)));
    Samples ratios = new Samples();
    for (int pair = 0; pair < pairs.with().size(); pair++) {
      ratios.add(pairs.with().get(pair).cpu() / pairs.without().get(pair).cpu());
    }
    return Row.of(
            "CPU of the sample runner for 2,000,000 operations, with / without", ratios, "ratio")
        .atMost(MOST_RATIO);
  }

  private static Run run(List<String> options, List<String> program)
      throws IOException, InterruptedException {
    try (HostJvm host = HostJvm.timed(options, program)) {
      host.awaitOutput();
      double millis = (System.nanoTime() - host.startNanos()) / 1e6;
      return new Run(host.cpuMillis(), millis);
    }
  }

  private static Pairs pairs(String name, int number, List<String> agent, Program program)
      throws IOException, InterruptedException {
    Pairs pairs = new Pairs(new ArrayList<>(), new ArrayList<>());
    // The pair before the first only brings the files into the machine's memory.
    for (int pair = -1; pair < number; pair++) {
      boolean agentFirst = pair % 2 == 0;
      Run one = program.run(agentFirst ? agent : List.of());
      Run other = program.run(agentFirst ? List.of() : agent);
      if (pair >= 0) {
        pairs.with().add(agentFirst ? one : other);
        pairs.without().add(agentFirst ? other : one);
        Setting.progress(
            String.format(
                "%s: pair %d of %d, CPU %.0f ms with, %.0f without",
                name,
                pair + 1,
                number,
                pairs.with().get(pair).cpu(),
                pairs.without().get(pair).cpu()));
      }
    }
    return pairs;
  }

  private static Samples[] cpu(Pairs pairs) {
    return new Samples[] {
      samples(pairs.with().stream().map(Run::cpu).toList()),
      samples(pairs.without().stream().map(Run::cpu).toList())
    };
  }

  private static Samples[] time(Pairs pairs) {
    return new Samples[] {
      samples(pairs.with().stream().map(Run::time).toList()),
      samples(pairs.without().stream().map(Run::time).toList())
    };
  }

  private static Samples samples(List<Double> values) {
    Samples samples = new Samples();
    values.forEach(samples::add);
    return samples;
  }

  /** The difference of the medians; low and high are the first's less the other's median. */
  private static Row more(String name, Samples[] both, String unit) {
    double without = both[1].median();
    return new Row(
        name,
        both[0].median() - without,
        unit,
        both[0].lowest() - without,
        both[0].highest() - without,
        OptionalDouble.empty(),
        both[0].size(),
        String.format("medians %.0f with the agent, %.0f without", both[0].median(), without));
  }
}
