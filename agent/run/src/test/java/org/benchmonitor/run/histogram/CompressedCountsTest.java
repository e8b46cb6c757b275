package org.benchmonitor.run.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressedCountsTest {
  private static byte[] encoded(Histogram histogram) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    return Arrays.copyOf(buffer.array(), histogram.encodeIntoCompressedByteBuffer(buffer));
  }

  private static Map<Long, Long> recorded(Histogram histogram) {
    Map<Long, Long> counts = new TreeMap<>();
    for (HistogramIterationValue value : histogram.recordedValues()) {
      counts.put(
          histogram.lowestEquivalentValue(value.getValueIteratedTo()),
          value.getCountAtValueIteratedTo());
    }
    return counts;
  }

  private static Map<Long, Long> visited(byte[] bytes, int digits) {
    Map<Long, Long> counts = new TreeMap<>();
    CounterLayout layout = new CounterLayout(digits);
    CompressedCounts.visit(
        bytes, layout, (counter, count) -> counts.put(layout.lowest(counter), count));
    return counts;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void everyCounterIsVisitedWithItsCount(int digits) {
    Random random = new Random(digits);
    for (int round = 0; round < 100; round++) {
      Histogram histogram = new Histogram(1, CounterLayout.HIGHEST, digits);
      for (int i = 0; i < round * 10; i++) {
        long value = (long) Math.exp(random.nextDouble() * Math.log(CounterLayout.HIGHEST));
        histogram.recordValueWithCount(value, 1 + (random.nextLong() >>> (8 + random.nextInt(55))));
      }
      assertThat(visited(encoded(histogram), digits)).isEqualTo(recorded(histogram));
    }
  }

  @Test
  void theLowestTheHighestAndTheMostAreVisitedToo() {
    Histogram histogram = new Histogram(1, CounterLayout.HIGHEST, 2);
    histogram.recordValueWithCount(0, 1L << 62);
    histogram.recordValueWithCount(1, (1L << 55) - 1);
    histogram.recordValueWithCount(CounterLayout.HIGHEST, 1);
    assertThat(visited(encoded(histogram), 2)).isEqualTo(recorded(histogram)).hasSize(3);
  }

  @Test
  void whatIsNotSuchAHistogramIsRefused() {
    Histogram histogram = new Histogram(1, CounterLayout.HIGHEST, 2);
    histogram.recordValue(1_000_000);
    byte[] bytes = encoded(histogram);
    assertThatThrownBy(() -> visited(bytes, 3)).hasMessageContaining("3 digits");
    assertThatThrownBy(() -> visited(Arrays.copyOf(bytes, bytes.length / 2), 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> visited(new byte[0], 2)).hasMessageContaining("cookie");
    Histogram wider = new Histogram(1, 100 * CounterLayout.HIGHEST, 2);
    wider.recordValue(100 * CounterLayout.HIGHEST);
    assertThatThrownBy(() -> visited(encoded(wider), 2)).hasMessageContaining("more counters");
  }
}
