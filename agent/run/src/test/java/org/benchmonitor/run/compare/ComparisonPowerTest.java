package org.benchmonitor.run.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.assertj.core.api.SoftAssertions;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.model.RunHeader;
import org.junit.jupiter.api.Test;

/**
 * What the rule can do and how often it is wrong, beside the table of docs/compare.md. The seeds
 * are fixed.
 *
 * <p>A shift of all calls of a run shifts its metrics by as much and nothing else, so a run is
 * generated once and serves with every shift; {@link #aShiftOfTheCallsIsOneOfTheMetrics} holds
 * that.
 */
class ComparisonPowerTest {
  private static final int TRIALS = 400;
  private static final GeneratedRun RUN = new GeneratedRun(120, 500, 0.5);
  private static final double SLOWER = Math.log(1.10);
  private static final String OPERATION = "read";
  private static final double ROUNDED = 0.005;
  private static final Instant START = Instant.parse("2026-01-18T15:30:45Z");

  /** A run as it would be without a shift, and how far it is shifted in standard deviations. */
  private record Drawn(Map<Quantity, Sample> samples, double shift) {}

  /**
   * A row of the table for p50.
   *
   * @param worse the most trials in which some metric is worse though nothing changed
   * @param power the part of trials with a change of 10 % that is seen
   * @param inconclusive the part of trials without a change that tell nothing
   */
  private record Cell(
      int base, int fresh, double spread, double worse, double power, double inconclusive) {}

  private static final List<Cell> CELLS =
      List.of(
          new Cell(3, 3, 0.01, 0.009, 0.99, 0.14),
          new Cell(3, 3, 0.03, 0.009, 0.38, 0.91),
          new Cell(5, 5, 0.01, 0.013, 1.00, 0.00),
          new Cell(5, 5, 0.03, 0.013, 0.88, 0.74),
          new Cell(10, 1, 0.01, 0.015, 1.00, 0.21),
          new Cell(10, 1, 0.03, 0.015, 0.44, 0.98));

  private static MeasuredRun run(int second, Drawn drawn, double spread, double change) {
    Map<Quantity, Sample> samples = new EnumMap<>(Quantity.class);
    drawn
        .samples()
        .forEach(
            (metric, sample) ->
                samples.put(
                    metric,
                    metric == Quantity.ERRORS
                        ? sample
                        : sample.shifted(spread * drawn.shift() + change)));
    Instant start = START.plusSeconds(second);
    return new MeasuredRun(
        "run " + second,
        RunHeader.of(Snapshots.HOST, 2),
        start,
        start.plusSeconds(120),
        120_000_000_000L,
        120,
        Map.of(OPERATION, samples),
        Map.of());
  }

  private static Comparison compared(List<Drawn> drawn, Cell cell, double change) {
    List<MeasuredRun> base = new ArrayList<>();
    List<MeasuredRun> fresh = new ArrayList<>();
    for (int i = 0; i < cell.base(); i++) {
      base.add(run(2 * i, drawn.get(i), cell.spread(), 0));
    }
    for (int i = 0; i < cell.fresh(); i++) {
      fresh.add(run(2 * i + 1, drawn.get(cell.base() + i), cell.spread(), change));
    }
    return Comparison.of(base, fresh, List.of(), Rules.USUAL);
  }

  private static Verdict median(Comparison comparison) {
    return comparison
        .difference(OPERATION, new Measure(Quantity.P50, false))
        .orElseThrow()
        .verdict();
  }

  @Test
  void theRuleIsAsGoodAsItsTable() {
    int[] worse = new int[CELLS.size()];
    int[] seen = new int[CELLS.size()];
    int[] unknown = new int[CELLS.size()];
    SplittableRandom random = new SplittableRandom(20260118);
    for (int trial = 0; trial < TRIALS; trial++) {
      List<Drawn> drawn = new ArrayList<>();
      for (int i = 0; i < 11; i++) {
        double shift = random.nextGaussian();
        drawn.add(new Drawn(RUN.samples(random, 0), shift));
      }
      for (int i = 0; i < CELLS.size(); i++) {
        Comparison same = compared(drawn, CELLS.get(i), 0);
        worse[i] +=
            same.differences().stream().anyMatch(one -> one.verdict() == Verdict.WORSE) ? 1 : 0;
        unknown[i] += median(same) == Verdict.INCONCLUSIVE ? 1 : 0;
        seen[i] += median(compared(drawn, CELLS.get(i), SLOWER)) == Verdict.WORSE ? 1 : 0;
      }
    }
    SoftAssertions all = new SoftAssertions();
    for (int i = 0; i < CELLS.size(); i++) {
      Cell cell = CELLS.get(i);
      all.assertThat(worse[i]).as("worse of %s", cell).isLessThanOrEqualTo(mostOf(cell.worse));
      all.assertThat(seen[i])
          .as("power of %s", cell)
          .isBetween(leastOf(cell.power), mostOf(cell.power));
      all.assertThat(unknown[i])
          .as("inconclusive of %s", cell)
          .isBetween(leastOf(cell.inconclusive), mostOf(cell.inconclusive));
    }
    all.assertAll();
  }

  /** Three standard errors above, and what the table is rounded by. */
  private static int mostOf(double part) {
    return (int) Math.ceil(TRIALS * (part + ROUNDED) + 3 * error(part));
  }

  private static int leastOf(double part) {
    return (int) Math.floor(TRIALS * (part - ROUNDED) - 3 * error(part));
  }

  private static double error(double part) {
    return Math.sqrt(TRIALS * part * (1 - part));
  }

  @Test
  void aShiftOfTheCallsIsOneOfTheMetrics() {
    SplittableRandom random = new SplittableRandom(1);
    int runs = 40;
    for (Quantity metric : List.of(Quantity.P50, Quantity.P90, Quantity.P99, Quantity.THROUGHPUT)) {
      double difference = 0;
      double noise = 0;
      for (int i = 0; i < runs; i++) {
        Sample plain = sample(random, 0, metric);
        Sample slower = sample(random, SLOWER, metric);
        difference += (slower.worseness() - plain.worseness()) / runs;
        noise += (slower.within() + plain.within()) / (runs * runs);
      }
      assertThat(difference).as(metric.text()).isCloseTo(SLOWER, within(4 * Math.sqrt(noise)));
      assertThat(Math.sqrt(noise)).as(metric.text()).isLessThan(0.01);
    }
  }

  private static Sample sample(SplittableRandom random, double shift, Quantity metric) {
    return Objects.requireNonNull(RUN.samples(random, shift).get(metric));
  }
}
