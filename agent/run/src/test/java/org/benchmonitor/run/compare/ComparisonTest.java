package org.benchmonitor.run.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.benchmonitor.run.compare.MadeRuns.OPERATION;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.benchmonitor.run.compare.Remark.Kind;
import org.benchmonitor.run.compare.Sample.Drift;
import org.benchmonitor.run.compare.Sample.Tail;
import org.junit.jupiter.api.Test;

/** Verdicts, and every sentence that a comparison has to say. */
class ComparisonTest {
  private static final double[] STEADY = {0.995, 1.0, 1.005, 0.998, 1.002};

  /** Runs in turns with those of the other side. */
  private static List<MeasuredRun> runs(String name, int first, double... worse) {
    List<MeasuredRun> runs = new ArrayList<>();
    for (int i = 0; i < worse.length; i++) {
      runs.add(MadeRuns.run(name + (i + 1), 10L * i + first, worse[i]));
    }
    return runs;
  }

  private static double[] times(double factor, double... values) {
    double[] all = values.clone();
    for (int i = 0; i < all.length; i++) {
      all[i] *= factor;
    }
    return all;
  }

  private static Comparison compared(List<MeasuredRun> base, List<MeasuredRun> fresh) {
    return Comparison.of(base, fresh, List.of(), Rules.USUAL);
  }

  private static Difference of(Comparison comparison, Quantity metric) {
    return comparison.difference(OPERATION, new Measure(metric, false)).orElseThrow();
  }

  private static Verdict verdict(Comparison comparison, Quantity metric) {
    return of(comparison, metric).verdict();
  }

  private static List<String> said(Comparison comparison, Kind kind) {
    return comparison.remarks().stream()
        .filter(one -> one.kind() == kind)
        .map(Remark::text)
        .toList();
  }

  private static List<MeasuredRun> each(List<MeasuredRun> runs, Quantity metric, Sample sample) {
    List<MeasuredRun> changed = new ArrayList<>();
    for (MeasuredRun run : runs) {
      Map<Quantity, Sample> samples = new EnumMap<>(run.raw().get(OPERATION));
      samples.put(metric, sample);
      changed.add(
          new MeasuredRun(
              run.name(),
              run.header(),
              run.start(),
              run.end(),
              run.nanos(),
              run.intervals(),
              Map.of(OPERATION, samples),
              Map.of()));
    }
    return changed;
  }

  @Test
  void worseBetterAndSame() {
    List<MeasuredRun> base = runs("a", 0, STEADY);
    Comparison worse = compared(base, runs("b", 5, times(1.10, STEADY)));
    assertThat(verdict(worse, Quantity.P50)).isEqualTo(Verdict.WORSE);
    assertThat(verdict(worse, Quantity.THROUGHPUT)).isEqualTo(Verdict.WORSE);
    assertThat(verdict(worse, Quantity.ERRORS)).isEqualTo(Verdict.SAME);
    assertThat(worse.verdict(List.of())).isEqualTo(Verdict.WORSE);
    assertThat(of(worse, Quantity.P50).change()).isCloseTo(0.10, within(1e-9));
    assertThat(of(worse, Quantity.P50).lowestChange()).isBetween(0.08, 0.10);
    assertThat(of(worse, Quantity.P50).highestChange()).isBetween(0.10, 0.12);
    assertThat(of(worse, Quantity.THROUGHPUT).change()).isCloseTo(1 / 1.1 - 1, within(1e-9));
    assertThat(of(worse, Quantity.THROUGHPUT).lowestChange())
        .isLessThan(of(worse, Quantity.THROUGHPUT).change());
    assertThat(of(worse, Quantity.P99).base()).isCloseTo(20e6, within(1e5));

    Comparison better = compared(runs("b", 5, times(1.10, STEADY)), base);
    assertThat(verdict(better, Quantity.P50)).isEqualTo(Verdict.BETTER);
    assertThat(better.verdict(List.of())).isEqualTo(Verdict.BETTER);

    Comparison same = compared(base, runs("b", 5, STEADY));
    assertThat(same.differences())
        .hasSize(6)
        .allSatisfy(one -> assertThat(one.verdict()).isEqualTo(Verdict.SAME));
    assertThat(same.verdict(List.of())).isEqualTo(Verdict.SAME);
  }

  @Test
  void aSmallChangeIsNotWorseHoweverClearItIs() {
    List<MeasuredRun> base = runs("a", 0, STEADY);
    Comparison comparison = compared(base, runs("b", 5, times(1.03, STEADY)));
    assertThat(verdict(comparison, Quantity.P50)).isEqualTo(Verdict.SAME);
    Comparison strict =
        Comparison.of(
            base, runs("b", 5, times(1.03, STEADY)), List.of(), new Rules(0.01, Measure.USUAL));
    assertThat(verdict(strict, Quantity.P50)).isEqualTo(Verdict.WORSE);
  }

  @Test
  void theErrorRatioIsComparedByItsDifference() {
    List<MeasuredRun> base = runs("a", 0, STEADY);
    List<MeasuredRun> fresh = runs("b", 5, STEADY);
    Sample many = MadeRuns.sample(Quantity.ERRORS, 0.02);
    Comparison comparison = compared(base, each(fresh, Quantity.ERRORS, many));
    assertThat(verdict(comparison, Quantity.ERRORS)).isEqualTo(Verdict.WORSE);
    assertThat(of(comparison, Quantity.ERRORS).change()).isCloseTo(0.015, within(1e-12));
    // 0.0009 more is less than 0.001, which is more than 5 % of 0.5 %.
    Sample few = MadeRuns.sample(Quantity.ERRORS, 0.0059);
    assertThat(verdict(compared(base, each(fresh, Quantity.ERRORS, few)), Quantity.ERRORS))
        .isNotEqualTo(Verdict.WORSE);
    Sample none = MadeRuns.sample(Quantity.ERRORS, 0);
    Comparison zero =
        compared(each(base, Quantity.ERRORS, none), each(fresh, Quantity.ERRORS, none));
    assertThat(verdict(zero, Quantity.ERRORS)).isEqualTo(Verdict.SAME);
    assertThat(of(zero, Quantity.ERRORS).change()).isZero();
  }

  @Test
  void theFiguresAreThoseOfTheRule() {
    double[] a = {1.00, 1.02, 1.04};
    double[] b = {1.10, 1.13, 1.15};
    Difference one = of(compared(runs("a", 0, a), runs("b", 5, b)), Quantity.P50);
    double meanA = (Math.log(1.0) + Math.log(1.02) + Math.log(1.04)) / 3;
    double meanB = (Math.log(1.10) + Math.log(1.13) + Math.log(1.15)) / 3;
    double squares = 0;
    for (double x : a) {
      squares += Math.pow(Math.log(x) - meanA, 2);
    }
    for (double x : b) {
      squares += Math.pow(Math.log(x) - meanB, 2);
    }
    double se = Math.sqrt(squares / 4 * 2 / 3);
    assertThat(one.worseness()).isCloseTo(meanB - meanA, within(1e-12));
    // t(.975; 4) = 2.776, t(.90; 4) = 1.533, t(1 - .025/6; 4) = 4.851.
    assertThat(one.high() - one.worseness()).isCloseTo(2.7764 * se, within(1e-4 * se));
    assertThat(one.visible())
        .isCloseTo(Math.max((4.8510 + 1.5332) * se, Math.log(1.05) + 1.5332 * se), within(1e-3));
    assertThat(one.spread()).isCloseTo(Math.sqrt(squares / 4), within(1e-12));
  }

  @Test
  void quietRunsAreNotTakenForPerfectOnes() {
    Difference one = of(compared(runs("a", 0, 1, 1, 1), runs("b", 5, 1, 1, 1)), Quantity.P50);
    assertThat(one.spread()).isEqualTo(0.005);
    // A smaller change than the smallest that matters is not reported, so it cannot be seen.
    assertThat(one.visible())
        .isCloseTo(Math.log(1.05) + 1.5332 * 0.005 * Math.sqrt(2.0 / 3), within(1e-5));
    Sample noisy =
        new Sample(Math.log(5e6), 0.0016, new Tail(1000, 100, 50, 900), Drift.NONE, null);
    Difference floor =
        of(
            compared(
                each(runs("a", 0, 1, 1, 1), Quantity.P50, noisy),
                each(runs("b", 5, 1, 1, 1), Quantity.P50, noisy)),
            Quantity.P50);
    assertThat(floor.spread()).isCloseTo(0.04, within(1e-12));
  }

  @Test
  void ofUnequalSidesTheWiderIntervalCounts() {
    double[] quiet = {0.999, 1, 1.001, 1, 0.999, 1.001, 1, 1};
    double[] wild = {1.1, 1.2, 1.3};
    Difference one = of(compared(runs("a", 0, quiet), runs("b", 5, wild)), Quantity.P50);
    SideValues a = SideValues.of(List.of());
    assertThat(a).isEqualTo(SideValues.NONE);
    double squares = 0;
    double mean = (Math.log(1.1) + Math.log(1.2) + Math.log(1.3)) / 3;
    for (double x : wild) {
      squares += Math.pow(Math.log(x) - mean, 2);
    }
    // About two degrees of freedom, which are those of the wild side alone.
    double half = 4.3027 * Math.sqrt(squares / 2 / 3);
    assertThat(one.high() - one.worseness()).isCloseTo(half, within(0.01 * half));
  }

  @Test
  void ofManyMetricsChanceAloneMakesNoneWorse() {
    assertThat(Holm.passes(new double[] {0.004, 0.02, 0.9, 0.9, 0.9, 0.9}))
        .containsExactly(true, false, false, false, false, false);
    assertThat(Holm.passes(new double[] {0.9, 0.0049, 0.004, 0.9, 0.9, 0.9}))
        .containsExactly(false, true, true, false, false, false);
    assertThat(Holm.passes(new double[] {0.0042, 0.001, 0.001, 0.001, 0.001, 0.001}))
        .containsExactly(true, true, true, true, true, true);
    assertThat(Holm.passes(new double[] {Double.NaN})).containsExactly(false);
    assertThat(Holm.passes(new double[0])).isEmpty();
  }

  @Test
  void theNinetyNinePointNinthPercentileDecidesOnlyWhenAsked() {
    List<MeasuredRun> base = runs("a", 0, STEADY);
    List<MeasuredRun> fresh =
        each(runs("b", 5, STEADY), Quantity.P999, MadeRuns.sample(Quantity.P999, 80e6));
    Comparison usual = compared(base, fresh);
    assertThat(verdict(usual, Quantity.P999)).isEqualTo(Verdict.WORSE);
    assertThat(usual.verdict(List.of())).isEqualTo(Verdict.SAME);
    Comparison asked =
        Comparison.of(
            base, fresh, List.of(), new Rules(0.05, List.of(new Measure(Quantity.P999, false))));
    assertThat(asked.verdict(List.of())).isEqualTo(Verdict.WORSE);
  }

  @Test
  void whatIsAllowedDoesNotDecide() {
    Comparison unknown = compared(runs("a", 0, 1), runs("b", 5, 1.5));
    assertThat(unknown.verdict(List.of())).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(unknown.verdict(List.of(Verdict.INCONCLUSIVE))).isEqualTo(Verdict.SAME);
    Comparison none =
        new Comparison(List.of(), List.of(), List.of(), Rules.USUAL, List.of(), List.of());
    assertThat(none.verdict(List.of())).isEqualTo(Verdict.NO_DATA);
  }

  @Test
  void oneRunASideTellsNothing() {
    Comparison comparison = compared(runs("a", 0, 1), runs("b", 5, 2));
    assertThat(comparison.differences())
        .allSatisfy(one -> assertThat(one.verdict()).isEqualTo(Verdict.INCONCLUSIVE));
    assertThat(said(comparison, Kind.ONE_RUN_A_SIDE))
        .singleElement()
        .asString()
        .contains("noise inside of these two runs alone", "no verdict", "five runs a side");
    Difference one = of(comparison, Quantity.P50);
    // Nine degrees of freedom inside of the runs: t is 2.262, and the floor is 0.005.
    assertThat(one.high() - one.worseness()).isCloseTo(2.2622 * 0.005 * Math.sqrt(2), within(1e-5));
    assertThat(one.visible()).isNaN();
    assertThat(said(comparison, Kind.INCONCLUSIVE)).isEmpty();
  }

  @Test
  void twoRunsASideAreTooFew() {
    Comparison comparison = compared(runs("a", 0, 1, 1), runs("b", 5, 2, 2));
    assertThat(verdict(comparison, Quantity.P50)).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(said(comparison, Kind.TOO_FEW_RUNS))
        .singleElement()
        .asString()
        .contains("2 values of the base, 2 of the new version", "leave 2 degrees", "needs 4");
    assertThat(verdict(compared(runs("a", 0, 1, 1, 1), runs("b", 5, 2, 2, 2)), Quantity.P50))
        .isEqualTo(Verdict.WORSE);
  }

  private static List<MeasuredRun> history(int runs, double... spread) {
    return IntStream.range(0, runs)
        .mapToObj(
            i ->
                MadeRuns.run(
                    "h" + i,
                    MadeRuns.header("1.0"),
                    MadeRuns.START.minus(Duration.ofDays(i + 1L)),
                    120,
                    MadeRuns.samples(
                        1000 / spread[i % spread.length], 0.005, 5 * spread[i % spread.length])))
        .toList();
  }

  @Test
  void oneNewRunIsJudgedByTheHistory() {
    Comparison comparison =
        Comparison.of(runs("a", 0, 1), runs("b", 5, 1.2), history(5, 0.995, 1, 1.005), Rules.USUAL);
    assertThat(verdict(comparison, Quantity.P50)).isEqualTo(Verdict.WORSE);
    assertThat(said(comparison, Kind.ONE_NEW_RUN))
        .singleElement()
        .asString()
        .contains("as stable as the 6 runs of the base", "One run cannot show that");
    assertThat(said(comparison, Kind.HISTORY))
        .singleElement()
        .asString()
        .contains("5 recorded runs of version 1.0", "h0, h1, h2 and 2 more");
    assertThat(comparison.history()).hasSize(5);
    Comparison four = Comparison.of(runs("a", 0, 1), runs("b", 5, 1.2), history(4, 1), Rules.USUAL);
    assertThat(verdict(four, Quantity.P50)).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(said(four, Kind.TOO_FEW_RUNS)).singleElement().asString().contains("leave 3 deg");
  }

  @Test
  void aSideThatCameFirstIsSaid() {
    List<MeasuredRun> base = runs("a", 0, STEADY);
    List<MeasuredRun> late = runs("b", 60, STEADY);
    assertThat(said(compared(base, late), Kind.ONE_SIDE_FIRST))
        .singleElement()
        .asString()
        .contains("All base runs were made before all new ones", "change of the code", "in turns");
    assertThat(said(compared(late, base), Kind.ONE_SIDE_FIRST))
        .singleElement()
        .asString()
        .contains("All new runs were made before all base ones");
    assertThat(said(compared(base, runs("b", 5, STEADY)), Kind.ONE_SIDE_FIRST)).isEmpty();
  }

  @Test
  void runsOfAnotherSittingCountAsOne() {
    List<MeasuredRun> base = runs("a", 0, STEADY);
    List<MeasuredRun> nextDay = runs("b", 24 * 60, times(1.1, STEADY));
    Comparison comparison = compared(base, nextDay);
    assertThat(verdict(comparison, Quantity.P50)).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(said(comparison, Kind.ONE_SITTING))
        .containsExactly(
            "The 5 base runs count as 1 value: those that were made back to back, with no run of"
                + " the other side among them, have the state of the machine in common. Run the two"
                + " versions in turns.",
            "The 5 new runs count as 1 value: those that were made back to back, with no run of the"
                + " other side among them, have the state of the machine in common. Run the two"
                + " versions in turns.");
    assertThat(of(comparison, Quantity.P50).change()).isCloseTo(0.1, within(1e-9));

    // Five evenings of three base runs each, and the new version once.
    List<MeasuredRun> evenings = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      evenings.add(MadeRuns.run("e" + i, 24L * 60 * (i / 3) + 3L * (i % 3), STEADY[i / 3]));
    }
    Comparison kept = compared(evenings, runs("b", 24 * 60 * 6, 1.1));
    assertThat(verdict(kept, Quantity.P50)).isEqualTo(Verdict.WORSE);
    assertThat(said(kept, Kind.ONE_SITTING))
        .singleElement()
        .asString()
        .startsWith("The 15 base runs count as 5 values");
    Comparison inTurns = compared(base, runs("b", 5, times(1.1, STEADY)));
    assertThat(said(inTurns, Kind.ONE_SITTING)).isEmpty();
  }

  @Test
  void whatIsInconclusiveSaysWhatItWouldTake() {
    double[] wild = {0.95, 1.05, 1.0};
    Comparison comparison = compared(runs("a", 0, wild), runs("b", 5, times(1.04, wild)));
    Difference one = of(comparison, Quantity.P50);
    assertThat(one.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(one.runsNeeded()).isBetween(5, 30);
    assertThat(said(comparison, Kind.INCONCLUSIVE).get(1))
        .matches(
            "p50 of read: \\+4\\.0 %, or anything from -7\\.\\d to \\+16\\.\\d %\\. Runs of one"
                + " version differ by 5\\.0 % \\(standard deviation\\), so these runs show a change"
                + " for the worse in nine cases of ten only from \\d\\d\\.\\d % on\\. For 10\\.0 %"
                + " it takes "
                + one.runsNeeded()
                + " runs a side\\.");
    // As many runs as are said show it, and one less does not.
    double least = Math.log(1.05);
    Estimate estimate = new Estimate(0, one.spread() * one.spread(), one.spread(), 4, true);
    int runs = estimate.runsFor(Math.log(1.10), least, 6);
    assertThat(runs).isEqualTo(one.runsNeeded());
    assertThat(with(one.spread(), runs).visible(least, 6)).isLessThanOrEqualTo(Math.log(1.10));
    assertThat(with(one.spread(), runs - 1).visible(least, 6)).isGreaterThan(Math.log(1.10));
    assertThat(with(3, 5).runsFor(Math.log(1.10), least, 6)).isEqualTo(Estimate.MOST_RUNS);
  }

  private static Estimate with(double spread, int runs) {
    return new Estimate(0, spread * spread, spread * Math.sqrt(2.0 / runs), 2.0 * runs - 2, true);
  }

  private static Sample little(Quantity metric, Shortage shortage) {
    Sample enough = MadeRuns.sample(metric, 5e6);
    return new Sample(
        enough.worseness(), enough.within(), new Tail(40, 6, 2, 3), Drift.NONE, shortage);
  }

  @Test
  void tooLittleDataSaysWhereAndWhatItWouldTake() {
    List<MeasuredRun> base = runs("a", 0, STEADY);
    Shortage calls = new Shortage(Shortage.Kind.CALLS_ABOVE, 12, 20);
    List<MeasuredRun> fresh = each(runs("b", 5, STEADY), Quantity.P99, little(Quantity.P99, calls));
    Comparison comparison = compared(base, fresh);
    assertThat(verdict(comparison, Quantity.P99)).isEqualTo(Verdict.NO_DATA);
    assertThat(comparison.verdict(List.of())).isEqualTo(Verdict.NO_DATA);
    assertThat(comparison.verdict(List.of(Verdict.NO_DATA))).isEqualTo(Verdict.SAME);
    assertThat(of(comparison, Quantity.P99).base()).as("it is shown").isCloseTo(20e6, within(1e5));
    assertThat(said(comparison, Kind.NO_DATA))
        .containsExactly(
            "p99 of read: in run b1 only 12 calls are above it, and 20 are needed. The run would"
                + " have to be about 200 s long; it has 120 s.");

    Shortage seconds = new Shortage(Shortage.Kind.SECONDS_ABOVE, 6, 10);
    assertThat(
            said(
                compared(base, each(fresh, Quantity.P99, little(Quantity.P99, seconds))),
                Kind.NO_DATA))
        .containsExactly(
            "p99 of read: in run b1 the 40 calls above it came in only 6 different seconds, and 10"
                + " are needed. The run would have to be about 200 s long; it has 120 s.");

    Comparison none = compared(base, each(fresh, Quantity.P99, Sample.none()));
    assertThat(said(none, Kind.NO_DATA))
        .containsExactly("p99 of read: run b1 has no successful call.");
    assertThat(of(none, Quantity.P99).fresh()).isNaN();
  }

  @Test
  void oneRunWithTooLittleIsEnough() {
    Shortage calls = new Shortage(Shortage.Kind.CALLS_ABOVE, 12, 20);
    List<MeasuredRun> base = runs("a", 0, STEADY);
    List<MeasuredRun> fresh = runs("b", 5, STEADY);
    for (boolean isBase : new boolean[] {true, false}) {
      List<MeasuredRun> side = isBase ? base : fresh;
      List<MeasuredRun> one = new ArrayList<>(side);
      one.set(3, each(List.of(side.get(3)), Quantity.P99, little(Quantity.P99, calls)).get(0));
      Comparison comparison = isBase ? compared(one, fresh) : compared(base, one);
      assertThat(verdict(comparison, Quantity.P99)).isEqualTo(Verdict.NO_DATA);
      assertThat(verdict(comparison, Quantity.P90)).isEqualTo(Verdict.SAME);
      assertThat(said(comparison, Kind.NO_DATA))
          .singleElement()
          .asString()
          .contains("in run " + side.get(3).name() + " only 12 calls");
    }
  }

  @Test
  void aShortRunIsSaidOnce() {
    Shortage intervals = new Shortage(Shortage.Kind.INTERVALS, 15, 30);
    List<MeasuredRun> fresh = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Map<Quantity, Sample> samples = new EnumMap<>(Quantity.class);
      for (Quantity metric : Quantity.values()) {
        samples.put(metric, little(metric, intervals));
      }
      fresh.add(
          MadeRuns.run(
              "b" + i,
              MadeRuns.header(""),
              MadeRuns.START.plusSeconds(600L * i + 300),
              15,
              samples));
    }
    Comparison comparison = compared(runs("a", 0, STEADY), fresh);
    assertThat(said(comparison, Kind.NO_DATA))
        .containsExactly(
            "Run b0 has only 15 intervals without its warm-up, and 30 are needed. The run would"
                + " have to be about 30 s long; it has 15 s.");
    assertThat(comparison.general()).anyMatch(one -> one.kind() == Kind.NO_DATA);
  }

  @Test
  void anOperationOfOneSideHasNoData() {
    MeasuredRun other = MadeRuns.run("b1", 5, MadeRuns.samples(1000, 0, 5));
    MeasuredRun renamed =
        new MeasuredRun(
            other.name(),
            other.header(),
            other.start(),
            other.end(),
            other.nanos(),
            other.intervals(),
            Map.of("get", MadeRuns.samples(1000, 0, 5)),
            Map.of());
    Comparison comparison = compared(runs("a", 0, STEADY), List.of(renamed));
    assertThat(comparison.differences())
        .hasSize(12)
        .allSatisfy(one -> assertThat(one.verdict()).isEqualTo(Verdict.NO_DATA));
    assertThat(said(comparison, Kind.NO_DATA))
        .contains("p99 of read: run b1 has none.", "p50 of get: run a1 has none.");
  }

  @Test
  void aTailOfFewBurstsIsSaid() {
    Sample few = new Sample(Math.log(40e6), 0.01, new Tail(240, 30, 12, 25), Drift.NONE, null);
    Comparison comparison =
        compared(runs("a", 0, STEADY), each(runs("b", 5, STEADY), Quantity.P999, few));
    assertThat(said(comparison, Kind.FEW_BURSTS))
        .containsExactly(
            "p99.9 of read rests on few bursts: in run b1 the 240 calls above it came in 12 bursts,"
                + " and tell as much as 25 independent ones.");
    assertThat(said(compared(runs("a", 0, STEADY), runs("b", 5, STEADY)), Kind.FEW_BURSTS))
        .isEmpty();
  }

  @Test
  void newRunsThatDifferMoreAreAFinding() {
    double[] wild = {0.9, 1.1, 1.0, 0.92, 1.08};
    Comparison comparison = compared(runs("a", 0, STEADY), runs("b", 5, wild));
    assertThat(said(comparison, Kind.LESS_STABLE))
        .singleElement()
        .asString()
        .matches(
            "\\S+ of read: the new runs differ among themselves by 9.1 %, those of the base by 0.4 %"
                + " \\(standard deviations\\). That is a finding of its own.");
    assertThat(said(compared(runs("a", 0, wild), runs("b", 5, STEADY)), Kind.LESS_STABLE))
        .isEmpty();
    assertThat(said(compared(runs("a", 0, wild), runs("b", 5, wild)), Kind.LESS_STABLE)).isEmpty();
  }

  @Test
  void runsThatDriftAreSaid() {
    Sample drifting =
        new Sample(
            Math.log(5e6), 1e-6, new Tail(1000, 100, 50, 900), new Drift(-0.105, 0.01), null);
    List<MeasuredRun> fresh = new ArrayList<>(runs("b", 5, STEADY));
    fresh.subList(0, 3).replaceAll(run -> each(List.of(run), Quantity.P50, drifting).get(0));
    assertThat(said(compared(runs("a", 0, STEADY), fresh), Kind.DRIFT))
        .containsExactly(
            "p50 of read drifts: from the first tenth of the run to the last it changes by -10.0 %"
                + " in 3 of 5 new runs. Leave out more warm-up.");
    fresh.set(0, runs("b", 5, STEADY).get(0));
    assertThat(said(compared(runs("a", 0, STEADY), fresh), Kind.DRIFT))
        .as("less than half of them")
        .isEmpty();
  }

  @Test
  void sameIsNeverNoChange() {
    Comparison same = compared(runs("a", 0, STEADY), runs("b", 5, STEADY));
    assertThat(said(same, Kind.SAME))
        .containsExactly("'same' means no change of 5 % or more. It never means no change.");
    assertThat(said(compared(runs("a", 0, 1), runs("b", 5, 2)), Kind.SAME)).isEmpty();
  }

  @Test
  void correctedLatenciesAreAFamilyOfTheirOwn() {
    List<MeasuredRun> base = corrected(runs("a", 0, STEADY), 10);
    List<MeasuredRun> fresh = corrected(runs("b", 5, STEADY), 12);
    Comparison comparison = compared(base, fresh);
    Measure measure = Measure.named("p99-corrected").orElseThrow();
    Difference one = comparison.difference(OPERATION, measure).orElseThrow();
    assertThat(one.verdict()).isEqualTo(Verdict.WORSE);
    assertThat(one.gates()).isFalse();
    assertThat(comparison.verdict(List.of())).isEqualTo(Verdict.SAME);
    assertThat(comparison.differences()).hasSize(10);
    Comparison raw = compared(runs("a", 0, STEADY), runs("b", 5, STEADY));
    assertThat(of(comparison, Quantity.P50)).isEqualTo(of(raw, Quantity.P50));
    assertThat(
            Comparison.of(base, fresh, List.of(), new Rules(0.05, List.of(measure)))
                .verdict(List.of()))
        .isEqualTo(Verdict.WORSE);
  }

  private static List<MeasuredRun> corrected(List<MeasuredRun> runs, double median) {
    Map<Quantity, Sample> samples = MadeRuns.samples(1000, 0, median);
    samples.keySet().retainAll(Quantity.QUANTILES);
    return runs.stream()
        .map(
            run ->
                new MeasuredRun(
                    run.name(),
                    run.header(),
                    run.start(),
                    run.end(),
                    run.nanos(),
                    run.intervals(),
                    run.raw(),
                    Map.of(OPERATION, samples)))
        .toList();
  }
}
