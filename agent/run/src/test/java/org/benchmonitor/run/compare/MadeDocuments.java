package org.benchmonitor.run.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The documents of a comparison and of a trend, with figures that are made up. */
public final class MadeDocuments {
  private static final List<String> PATTERNS = List.of("com.acme.Worker#read");

  private MadeDocuments() {}

  /** Two runs a side, in turns; the base has a version, and its history helps. */
  public static ObjectNode comparison() {
    List<MeasuredRun> history = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      history.add(run("old-" + i, "2.0", -5000 - 100 * i, 1 + 0.004 * i));
    }
    Comparison comparison =
        Comparison.of(
            List.of(run("base-1", "2.0", 0, 1), run("base-2", "2.0", 10, 1.01)),
            List.of(run("new-1", "2.1", 5, 1.2), run("new-2", "2.1", 15, 1.21)),
            history,
            Rules.USUAL);
    return ComparisonView.of(comparison, List.of());
  }

  /** Of three runs, of which one is of another machine, and one has none of the operation. */
  public static ObjectNode trend() {
    MeasuredRun other =
        MadeRuns.run(
            "run-1",
            MadeRuns.header("", Duration.ofSeconds(1), "mix", PATTERNS, "8"),
            MadeRuns.START,
            120,
            MadeRuns.samples(1000, 0, 4));
    MeasuredRun about = run("run-3", "2.1", 20, 1.1);
    List<MeasuredRun> runs = Arrays.asList(about, run("run-2", "2.0", 10, 1), other);
    return TrendView.of(
        Trend.of(about, runs, MadeRuns.OPERATION, new Measure(Quantity.P99, false)));
  }

  private static MeasuredRun run(String name, String version, long minute, double worse) {
    return MadeRuns.run(
        name,
        MadeRuns.header(version),
        MadeRuns.START.plusSeconds(60 * minute),
        120,
        MadeRuns.samples(1000 / worse, 0.005, 5 * worse));
  }
}
