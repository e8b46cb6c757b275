package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How much later the host's main begins because of the agent.
 *
 * <p>From just before the process is started to the first line of its main: both read the monotonic
 * clock of the machine, which on Linux is one for all processes.
 */
final class MainDelay implements Measurement {
  private static final double MOST_MILLIS = 80;
  private static final double MOST_MATCHED_MILLIS = 250;

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    Row unmatched = row(setting, "main-delay", "op=com.example.Absent#run");
    Row unknown = row(setting, "main-delay without a pattern", "preset=auto");
    Row matched =
        row(
            setting,
            "main-delay of a main that is an operation",
            "op=" + HelloHost.class.getName() + "#main");
    return List.of(
        unmatched.atMost(MOST_MILLIS),
        unknown.atMost(MOST_MILLIS),
        matched.atMost(MOST_MATCHED_MILLIS));
  }

  private static Row row(Setting setting, String name, String operation)
      throws IOException, InterruptedException {
    Samples without = new Samples();
    Samples with = new Samples();
    Samples differences = new Samples();
    int pairs = setting.times(21, 5);
    for (int pair = -1; pair < pairs; pair++) {
      boolean first = pair % 2 == 0;
      double one = millis(first ? setting.agent(operation) : List.of());
      double other = millis(first ? List.of() : setting.agent(operation));
      if (pair < 0) {
        // The pair before the first only brings the files into the machine's memory.
        continue;
      }
      with.add(first ? one : other);
      without.add(first ? other : one);
      differences.add(first ? one - other : other - one);
    }
    Setting.progress(name + ": " + pairs + " pairs");
    return new Row(
            name,
            with.median() - without.median(),
            "ms",
            differences.lowest(),
            differences.highest(),
            OptionalDouble.empty(),
            pairs,
            "")
        .noted(
            String.format(
                "medians %.1f ms with the agent, %.1f without; lowest %.1f and %.1f;"
                    + " the spread is that of the pairs",
                with.median(), without.median(), with.lowest(), without.lowest()));
  }

  private static double millis(List<String> jvmOptions) throws IOException, InterruptedException {
    try (HostJvm host = HostJvm.start(jvmOptions, Setting.hostAlone(HelloHost.class))) {
      return (host.awaitFigures()[0] - host.startNanos()) / 1e6;
    }
  }
}
