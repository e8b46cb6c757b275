package org.benchmonitor.run.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.benchmonitor.run.compare.Sample.Tail;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.model.EncodedHistogram;
import org.junit.jupiter.api.Test;

class SeriesMeterTest {
  private static final long SECOND = 1_000_000_000L;

  private static EncodedHistogram of(long nanos, long count) {
    LatencyHistogram histogram = new LatencyHistogram(2);
    if (count > 0) {
      histogram.add(nanos, count);
    }
    return histogram.encode();
  }

  private static Map<Quantity, Sample> measured(int seconds, IntFunction<Slice> slice) {
    List<Slice> slices = new ArrayList<>();
    for (int i = 0; i < seconds; i++) {
      slices.add(slice.apply(i));
    }
    try (SeriesMeter meter = new SeriesMeter(2)) {
      return meter.measure(slices, List.of(Quantity.values()));
    }
  }

  private static Sample sample(Map<Quantity, Sample> samples, Quantity metric) {
    return Objects.requireNonNull(samples.get(metric));
  }

  private static Tail tail(Map<Quantity, Sample> samples, Quantity metric) {
    return Objects.requireNonNull(sample(samples, metric).tail());
  }

  private static Shortage.Kind shortage(Map<Quantity, Sample> samples, Quantity metric) {
    return Objects.requireNonNull(sample(samples, metric).shortage()).kind();
  }

  @Test
  void throughputAndErrorsAreThoseOfTheWholeRun() {
    Map<Quantity, Sample> samples =
        measured(100, i -> new Slice(SECOND / 2, i / 2, 50, 1, of(1_000_000, 49)));
    assertThat(Quantity.THROUGHPUT.value(sample(samples, Quantity.THROUGHPUT).worseness()))
        .isCloseTo(100, within(1e-9));
    assertThat(sample(samples, Quantity.THROUGHPUT).within()).isCloseTo(0, within(1e-20));
    assertThat(sample(samples, Quantity.ERRORS).worseness()).isCloseTo(0.02, within(1e-12));
    assertThat(sample(samples, Quantity.ERRORS).within())
        .as("steady errors are known no better than their number lets them")
        .isCloseTo(101 / (5000.0 * 5000), within(1e-12));
    assertThat(sample(samples, Quantity.THROUGHPUT).shortage()).isNull();
  }

  @Test
  void noErrorsAreNoProofThatThereAreNone() {
    Map<Quantity, Sample> samples = measured(30, i -> new Slice(SECOND, i, 10, 0, of(1000, 10)));
    assertThat(sample(samples, Quantity.ERRORS).worseness()).isZero();
    assertThat(sample(samples, Quantity.ERRORS).within()).isEqualTo(1 / (300.0 * 300));
  }

  @Test
  void batchesThatDifferMakeAThroughputUncertain() {
    Map<Quantity, Sample> samples =
        measured(100, i -> new Slice(SECOND, i, i < 50 ? 90 : 110, 0, of(1000, 100)));
    // Ten batches of 1000 calls that are 100 off: 10/9 * 10 * 100^2 / 10000^2.
    assertThat(sample(samples, Quantity.THROUGHPUT).within())
        .isCloseTo(10.0 / 9 * 10 * 100 * 100 / 1e8, within(1e-12));
  }

  @Test
  void aQuantileIsLinearInsideItsCounter() {
    // The counter of 1,000,000 ns holds 999,424 to 1,003,519 with two digits.
    Map<Quantity, Sample> samples =
        measured(100, i -> new Slice(SECOND, i, 10, 0, of(1_000_000, 10)));
    double middle = (999_424 + 1_003_520) / 2.0;
    assertThat(Math.exp(sample(samples, Quantity.P50).worseness())).isCloseTo(middle, within(1.0));
    assertThat(sample(samples, Quantity.P50).within()).isCloseTo(0, within(1e-18));
  }

  @Test
  void theVarianceOfAQuantileIsThatOfTheFormula() {
    SplittableRandom random = new SplittableRandom(5);
    LatencyHistogram all = new LatencyHistogram(2);
    List<LatencyHistogram> batches = new ArrayList<>();
    List<Slice> slices = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      if (i % 5 == 0) {
        batches.add(new LatencyHistogram(2));
      }
      LatencyHistogram one = new LatencyHistogram(2);
      for (int call = 0; call < 400; call++) {
        one.add((long) (1e6 * Math.exp(0.5 * random.nextGaussian() + 0.002 * i)), 1);
      }
      all.add(one);
      batches.get(i / 5).add(one);
      slices.add(new Slice(SECOND, i, 400, 0, one.encode()));
    }
    double p = 0.99;
    double q = all.quantileNanos(p);
    double squares = 0;
    for (LatencyHistogram batch : batches) {
      double r = batch.countUpTo(q) - p * batch.count();
      squares += r * r;
    }
    double se = Math.sqrt(10.0 / 9 * squares) / all.count();
    double h = Math.exp(2.262 * se / (1 - p));
    double width =
        Math.log(all.quantileNanos(1 - (1 - p) / h)) - Math.log(all.quantileNanos(1 - (1 - p) * h));
    try (SeriesMeter meter = new SeriesMeter(2)) {
      Sample sample = sample(meter.measure(slices, List.of(Quantity.P99)), Quantity.P99);
      assertThat(sample.worseness()).isCloseTo(Math.log(q), within(1e-12));
      assertThat(sample.within()).isCloseTo(Math.pow(width / 4.524, 2), within(1e-12));
      assertThat(width).isBetween(0.01, 1.0);
    }
  }

  @Test
  void whereThereIsNoBoundNothingIsKnown() {
    // The median is between the halves of the run.
    Map<Quantity, Sample> samples =
        measured(100, i -> new Slice(SECOND, i, 100, 0, of(i < 50 ? 1_000_000 : 50_000_000, 100)));
    assertThat(sample(samples, Quantity.P50).within())
        .isCloseTo(Math.pow(10 / 4.524, 2), within(1e-12));
    assertThat(sample(samples, Quantity.P90).within()).isLessThan(1e-3);
  }

  @Test
  void tooLittleIsSaid() {
    Map<Quantity, Sample> few = measured(29, i -> new Slice(SECOND, i, 1000, 0, of(1000, 1000)));
    assertThat(few.keySet()).hasSize(6);
    few.keySet()
        .forEach(metric -> assertThat(shortage(few, metric)).isEqualTo(Shortage.Kind.INTERVALS));

    Map<Quantity, Sample> rare = measured(30, i -> new Slice(SECOND, i, 60, 0, of(1000, 60)));
    assertThat(sample(rare, Quantity.P90).shortage()).isNull();
    assertThat(shortage(rare, Quantity.P99)).isEqualTo(Shortage.Kind.CALLS_ABOVE);
    assertThat(tail(rare, Quantity.P99).calls()).isCloseTo(18, within(1e-6));

    Map<Quantity, Sample> just = measured(40, i -> new Slice(SECOND, i, 50, 0, of(1000, 50)));
    assertThat(sample(just, Quantity.P99).shortage()).as("20 calls are enough").isNull();

    Map<Quantity, Sample> failed = measured(40, i -> new Slice(SECOND, i, 50, 50, of(1000, 0)));
    assertThat(shortage(failed, Quantity.P50)).isEqualTo(Shortage.Kind.CALLS);
    assertThat(sample(failed, Quantity.ERRORS).worseness()).isEqualTo(1);

    Map<Quantity, Sample> none = measured(40, i -> new Slice(SECOND, i, 0, 0, of(1000, 0)));
    none.keySet()
        .forEach(metric -> assertThat(shortage(none, metric)).isEqualTo(Shortage.Kind.CALLS));
  }

  /** Of 100 calls a second; in some seconds 20 of them are slow. */
  private static Map<Quantity, Sample> slowIn(int seconds, int from, int step, int perSecond) {
    return measured(
        seconds * perSecond,
        i -> {
          int second = i / perSecond;
          boolean slow = second >= from && (second - from) % step == 0;
          LatencyHistogram histogram = new LatencyHistogram(2);
          histogram.add(1_000_000, slow ? 80 : 100);
          if (slow) {
            histogram.add(50_000_000, 20);
          }
          return new Slice(SECOND / perSecond, second, 100, 0, histogram.encode());
        });
  }

  @Test
  void theCallsAboveAQuantileMustComeFromManySeconds() {
    Map<Quantity, Sample> late = slowIn(100, 94, 1, 1);
    assertThat(shortage(late, Quantity.P99)).isEqualTo(Shortage.Kind.SECONDS_ABOVE);
    assertThat(tail(late, Quantity.P99).seconds()).isCloseTo(6, within(0.01));
    assertThat(tail(late, Quantity.P99).bursts()).isEqualTo(1);
    assertThat(tail(late, Quantity.P99).calls()).isCloseTo(100, within(1e-6));

    Map<Quantity, Sample> often = slowIn(100, 0, 8, 1);
    assertThat(sample(often, Quantity.P99).shortage()).isNull();
    assertThat(tail(often, Quantity.P99).seconds()).isCloseTo(13, within(0.01));
    assertThat(tail(often, Quantity.P99).bursts()).isEqualTo(13);
    assertThat(tail(often, Quantity.P99).worth()).isLessThanOrEqualTo(100.0);

    Map<Quantity, Sample> quarters = slowIn(100, 94, 1, 4);
    assertThat(tail(quarters, Quantity.P99).seconds())
        .as("intervals of one second are one second")
        .isCloseTo(6, within(0.01));
  }

  @Test
  void batchesWithoutACallDisturbNothing() {
    Map<Quantity, Sample> samples =
        measured(
            100,
            i ->
                i < 50
                    ? new Slice(SECOND, i, 0, 0, EncodedHistogram.EMPTY)
                    : new Slice(SECOND, i, 100, 0, of(1_000_000, 100)));
    assertThat(Quantity.THROUGHPUT.value(sample(samples, Quantity.THROUGHPUT).worseness()))
        .isCloseTo(50, within(1e-9));
    assertThat(sample(samples, Quantity.THROUGHPUT).within()).isGreaterThan(0.05);
    assertThat(sample(samples, Quantity.P50).within()).isCloseTo(0, within(1e-18));
    assertThat(sample(samples, Quantity.P50).drift()).isEqualTo(Sample.Drift.NONE);
    assertThat(sample(samples, Quantity.P50).shortage()).isNull();
  }

  @Test
  void aSlowChangeIsADriftAndNoiseIsNone() {
    Map<Quantity, Sample> warming =
        measured(
            100,
            i -> new Slice(SECOND, i, 100, 0, of((long) (1_000_000 * (1.2 - 0.002 * i)), 100)));
    assertThat(sample(warming, Quantity.P50).drift().isClear(0.05)).isTrue();
    assertThat(sample(warming, Quantity.P50).drift().change()).isCloseTo(-0.165, within(0.02));
    assertThat(sample(warming, Quantity.THROUGHPUT).drift().isClear(0.05)).isFalse();
    SplittableRandom random = new SplittableRandom(2);
    Map<Quantity, Sample> noisy =
        measured(
            100,
            i -> new Slice(SECOND, i, 100, 0, of((long) (1e6 * random.nextDouble(0.5, 1.5)), 100)));
    assertThat(sample(noisy, Quantity.P50).drift().isClear(0.05)).isFalse();
  }
}
