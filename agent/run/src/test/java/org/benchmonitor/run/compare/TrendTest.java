package org.benchmonitor.run.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.compare.Trend.Point;
import org.benchmonitor.run.model.RunHeader;
import org.junit.jupiter.api.Test;

class TrendTest {
  private static final Measure P99 = new Measure(Quantity.P99, false);
  private static final List<String> PATTERNS = List.of("com.acme.Worker#read");

  private static RunHeader of(String scenario, String cores) {
    return MadeRuns.header("", Duration.ofSeconds(1), scenario, PATTERNS, cores);
  }

  private static MeasuredRun run(String name, RunHeader header, long minute, double median) {
    return MadeRuns.run(
        name,
        header,
        MadeRuns.START.plusSeconds(60 * minute),
        120,
        MadeRuns.samples(1000, 0.02, median));
  }

  @Test
  void itsPointsAreTheRunsInTheOrderOfTime() {
    RunHeader usual = of("mix", "4");
    MeasuredRun about = run("b", usual, 10, 5);
    List<MeasuredRun> runs = List.of(run("c", usual, 20, 6), about, run("a", of("mix", "8"), 0, 4));
    Trend trend = Trend.of(about, runs, MadeRuns.OPERATION, P99);
    assertThat(trend.points()).extracting(one -> one.run().name()).containsExactly("a", "b", "c");
    // The 99th percentile is made four times the median.
    assertThat(trend.points().stream().mapToDouble(Point::value).toArray())
        .containsExactly(new double[] {16e6, 20e6, 24e6}, within(1.0));
    assertThat(trend.points().get(0).differences())
        .containsExactly("machine's cores: 4 in b; 8 in a");
    assertThat(trend.points().get(1).differences()).isEmpty();
    assertThat(trend.points().get(2).differences()).isEmpty();
  }

  @Test
  void eachMetricIsInItsUnit() {
    MeasuredRun about = run("b", of("mix", "4"), 10, 5);
    for (Map.Entry<Quantity, Double> one :
        Map.of(Quantity.THROUGHPUT, 1000.0, Quantity.ERRORS, 0.02).entrySet()) {
      Measure measure = new Measure(one.getKey(), false);
      Trend trend = Trend.of(about, List.of(about), MadeRuns.OPERATION, measure);
      assertThat(trend.points().get(0).value()).isCloseTo(one.getValue(), within(1e-6));
    }
  }

  @Test
  void aRunWithoutTheOperationHasNoValue() {
    MeasuredRun about = run("b", of("mix", "4"), 10, 5);
    Trend trend = Trend.of(about, List.of(about), "write", P99);
    assertThat(trend.points().get(0).value()).isNaN();
  }

  @Test
  void runsAreOfOneScenarioOrWithoutOneOfOneProgram() {
    RunHeader mix = of("mix", "4");
    assertThat(Settings.areOfOneScenario(mix, of("mix", "8"))).isTrue();
    assertThat(Settings.areOfOneScenario(mix, of("scan", "4"))).isFalse();
    RunHeader none = MadeRuns.ofProgram("com.acme.Main");
    assertThat(Settings.areOfOneScenario(mix, none)).isFalse();
    assertThat(Settings.areOfOneScenario(none, MadeRuns.ofProgram("com.acme.Main"))).isTrue();
    assertThat(Settings.areOfOneScenario(none, MadeRuns.ofProgram("com.acme.Other"))).isFalse();
  }
}
