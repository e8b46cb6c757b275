package org.benchmonitor.run.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketBoundsTest {
  private static final long HOUR = 3_600_000_000_000L;

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void eachIsAnEdgeOfHdrHistogramsCounters(int digits) {
    Histogram histogram = new Histogram(1, HOUR, digits);
    BucketBounds bounds = BucketBounds.of(digits, List.of(1_234_567L, 999L, HOUR + 1, -5L));
    assertThat(bounds.size()).isBetween(40, 50);
    assertThat(bounds.all()).isSorted().doesNotHaveDuplicates();
    for (long bound : bounds.all()) {
      assertThat(histogram.highestEquivalentValue(bound)).isEqualTo(bound);
    }
    assertThat(bounds.nanos(0)).isEqualTo(histogram.highestEquivalentValue(1_000));
    assertThat(bounds.nanos(bounds.size() - 1)).isEqualTo(histogram.highestEquivalentValue(HOUR));
    assertThat(bounds.all())
        .contains(
            histogram.highestEquivalentValue(1_234_567),
            histogram.highestEquivalentValue(15_000_000))
        .hasSize(1 + BucketBounds.of(digits, List.of()).size());
  }

  /** Every bucket is the prefix sum of HdrHistogram's own counters: no estimate. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void aBucketIsThePrefixSumOfTheHistogram(int digits) {
    SplittableRandom random = new SplittableRandom(digits);
    BucketBounds bounds = BucketBounds.of(digits, List.of(42_000_000L));
    for (int round = 0; round < 50; round++) {
      Histogram theirs = new Histogram(1, HOUR, digits);
      LatencyHistogram ours = new LatencyHistogram(digits);
      int values = random.nextInt(0, 300);
      for (int i = 0; i < values; i++) {
        long value = Math.min(HOUR, (long) Math.exp(random.nextDouble() * Math.log((double) HOUR)));
        long count = random.nextInt(1, 5);
        theirs.recordValueWithCount(value, count);
        ours.add(theirs.lowestEquivalentValue(value), count);
      }
      long[] counts = ours.countsUpTo(bounds);
      double sumBefore = ours.sumNanos();
      for (int i = 0; i < counts.length; i++) {
        long expected = values == 0 ? 0 : theirs.getCountBetweenValues(0, bounds.nanos(i));
        assertThat(counts[i]).as("bound " + bounds.nanos(i)).isEqualTo(expected);
      }
      assertThat(counts[counts.length - 1]).isEqualTo(ours.count());
      ours.add(1, 1);
      assertThat(ours.sumNanos()).isGreaterThanOrEqualTo(sumBefore);
    }
  }
}
