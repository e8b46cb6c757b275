package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds cells equal to {@link Histogram}: whatever values go into both, the counters, percentiles
 * and extremes that come out are the same. Values outside of the range come in as its ends.
 */
class HdrHistogramPropertiesTest {
  private static final double[] PERCENTILES = {0, 25, 50, 90, 95, 99, 99.9, 99.99, 100};
  private static final int VALUES = 20_000;

  static Stream<Arguments> digitsAndDistributions() {
    return Stream.of(2, 3)
        .flatMap(
            digits ->
                distributions(digits).map(distribution -> Arguments.of(digits, distribution)));
  }

  private static Stream<Named<long[]>> distributions(int digits) {
    Random random = new Random(digits);
    return Stream.of(
        Named.of("uniform to 1 us", draw(() -> random.nextLong(1_001))),
        Named.of("uniform to 1 ms", draw(() -> random.nextLong(1_000_001))),
        Named.of("uniform over the range", draw(() -> random.nextLong(CellLayout.HIGHEST + 1))),
        Named.of("log-uniform", draw(() -> logUniform(random))),
        Named.of("log-normal around 20 us", draw(() -> logNormal(random, 20_000, 0.8))),
        Named.of("fast with a slow tail", draw(() -> slowTail(random))),
        Named.of("two peaks", draw(() -> (random.nextBoolean() ? 900 : 7_000_000))),
        Named.of("random bits", draw(() -> CellLayoutTest.anyValue(random))),
        Named.of("constant 0", draw(() -> 0)),
        Named.of("constant 1", draw(() -> 1)),
        Named.of("constant 123457", draw(() -> 123_457)),
        Named.of("constant highest", draw(() -> CellLayout.HIGHEST)),
        Named.of("lowest and highest", draw(() -> random.nextBoolean() ? 0 : CellLayout.HIGHEST)),
        Named.of("one value", new long[] {logUniform(random)}),
        Named.of("edges of powers of two", edgesOfPowersOfTwo()),
        Named.of("edges of every counter", edgesOfCounters(digits)));
  }

  private static long[] draw(LongSupplier values) {
    return LongStream.generate(values).limit(VALUES).toArray();
  }

  private static long logUniform(Random random) {
    return (long) Math.exp(random.nextDouble() * Math.log(CellLayout.HIGHEST));
  }

  private static long logNormal(Random random, double median, double sigma) {
    return (long) Math.min(CellLayout.HIGHEST, median * Math.exp(sigma * random.nextGaussian()));
  }

  private static long slowTail(Random random) {
    return random.nextInt(1_000) == 0 ? logNormal(random, 2e9, 1) : logNormal(random, 5_000, 0.1);
  }

  private static long[] edgesOfPowersOfTwo() {
    return LongStream.rangeClosed(0, 41)
        .flatMap(bit -> LongStream.of((1L << bit) - 1, 1L << bit, (1L << bit) + 1))
        .filter(value -> value <= CellLayout.HIGHEST)
        .toArray();
  }

  private static long[] edgesOfCounters(int digits) {
    Histogram reference = histogram(digits);
    List<Long> edges = new ArrayList<>();
    for (HistogramIterationValue counter : reference.allValues()) {
      long highest = counter.getValueIteratedTo();
      edges.add(reference.lowestEquivalentValue(highest));
      edges.add(highest);
    }
    return edges.stream().mapToLong(edge -> edge).filter(e -> e <= CellLayout.HIGHEST).toArray();
  }

  private static Histogram histogram(int digits) {
    return new Histogram(1, CellLayout.HIGHEST, digits);
  }

  private static Histogram recorded(int digits, long[] values) {
    Histogram histogram = histogram(digits);
    for (long value : values) {
      histogram.recordValue(value);
    }
    return histogram;
  }

  private static Histogram rebuilt(int digits, CellCounts now, CellCounts earlier) {
    Histogram histogram = histogram(digits);
    now.pack(PackedCounts.NONE)
        .visitGrowthSince(
            earlier.pack(PackedCounts.NONE),
            new CellLayout(digits),
            histogram::recordValueWithCount);
    return histogram;
  }

  private static void assertSame(Histogram actual, Histogram expected) {
    assertThat(actual.getTotalCount()).isEqualTo(expected.getTotalCount());
    for (HistogramIterationValue counter : expected.allValues()) {
      long value = counter.getValueIteratedTo();
      assertThat(actual.getCountAtValue(value))
          .as("count of %d", value)
          .isEqualTo(counter.getCountAtValueIteratedTo());
    }
    for (double percentile : PERCENTILES) {
      assertThat(actual.getValueAtPercentile(percentile))
          .as("p%s", percentile)
          .isEqualTo(expected.getValueAtPercentile(percentile));
    }
    assertThat(actual.getMaxValue()).isEqualTo(expected.getMaxValue());
    assertThat(actual.getMinValue()).isEqualTo(expected.getMinValue());
  }

  @ParameterizedTest
  @MethodSource("digitsAndDistributions")
  void aCellIsAHistogramWithExactExtremes(int digits, long[] values) {
    assertThat(values).isNotEmpty();
    CellLayout layout = new CellLayout(digits);
    for (boolean shared : new boolean[] {false, true}) {
      Cell cell = Cells.cell(layout, shared);
      for (long value : values) {
        cell.record(value);
      }
      CellCounts counts = new CellCounts(layout);
      cell.addTo(counts);
      assertSame(rebuilt(digits, counts, new CellCounts(layout)), recorded(digits, values));
      assertThat(counts.total()).isEqualTo(values.length);
      assertThat(counts.min()).isEqualTo(LongStream.of(values).min().getAsLong());
      assertThat(counts.max()).isEqualTo(LongStream.of(values).max().getAsLong());
    }
  }

  @ParameterizedTest
  @MethodSource("digitsAndDistributions")
  void anIntervalIsTheHistogramOfItsOwnValues(int digits, long[] values) {
    CellLayout layout = new CellLayout(digits);
    CellBlocks blocks = new CellBlocks(layout, 1, 2);
    CellBlock[] writers = {
      blocks.lease(new Worker(new Recording(digits, 1, 1), 1, Thread.currentThread()), false),
      blocks.stripe(0),
      blocks.stripe(1)
    };
    int cut = values.length / 3;
    CellCounts earlier = new CellCounts(layout);
    for (int i = 0; i < values.length; i++) {
      if (i == cut) {
        blocks.addTo(0, false, earlier);
      }
      writers[i % writers.length].succeed(0, values[i]);
    }
    CellCounts now = new CellCounts(layout);
    blocks.addTo(0, false, now);
    long[] after = LongStream.of(values).skip(cut).toArray();
    assertSame(rebuilt(digits, now, earlier), recorded(digits, after));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void valuesOutOfRangeAreCountedAtItsEndsAndAsClamped(int digits) {
    Recording recording = new Recording(digits, 1, 1);
    Cell cell = Cells.cell(recording.reader().layout(), false);
    Histogram expected = histogram(digits);
    Random random = new Random(digits);
    LongStream edges =
        LongStream.of(
            Long.MIN_VALUE, -1, 0, CellLayout.HIGHEST, CellLayout.HIGHEST + 1, Long.MAX_VALUE);
    LongStream anywhere = LongStream.of(draw(() -> random.nextLong() >> random.nextInt(64)));
    long outside = 0;
    for (long value : LongStream.concat(edges, anywhere).toArray()) {
      long inside = Math.max(0, Math.min(CellLayout.HIGHEST, value));
      outside += value == inside ? 0 : 1;
      expected.recordValue(inside);
      cell.record(recording.clamp(value));
    }
    assertThat(outside).isBetween(VALUES / 4L, VALUES - VALUES / 8L);
    assertThat(recording.reader().clamped()).isEqualTo(outside);
    CellCounts counts = new CellCounts(recording.reader().layout());
    cell.addTo(counts);
    assertSame(rebuilt(digits, counts, new CellCounts(recording.reader().layout())), expected);
    assertThat(counts.min()).isZero();
    assertThat(counts.max()).isEqualTo(CellLayout.HIGHEST);
  }
}
