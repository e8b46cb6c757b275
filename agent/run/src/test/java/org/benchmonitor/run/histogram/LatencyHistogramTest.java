package org.benchmonitor.run.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.benchmonitor.run.model.BandCounts;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.Latency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {
  private static EncodedHistogram encoded(Histogram histogram) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    byte[] bytes = new byte[histogram.encodeIntoCompressedByteBuffer(buffer)];
    buffer.rewind().get(bytes);
    return EncodedHistogram.of(bytes, BandCounts.NONE);
  }

  private static long latency(Random random) {
    return (long) Math.exp(random.nextDouble() * Math.log(CounterLayout.HIGHEST));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void mergingManyIsTheSameAsRecordingAllInOne(int digits) {
    Random random = new Random(digits);
    Histogram all = new Histogram(1, CounterLayout.HIGHEST, digits);
    LatencyHistogram merged = new LatencyHistogram(digits);
    for (int part = 0; part < 50; part++) {
      Histogram one = new Histogram(1, CounterLayout.HIGHEST, digits);
      for (int i = 0; i < 2_000; i++) {
        long value = latency(random);
        one.recordValue(value);
        all.recordValue(value);
      }
      merged.add(encoded(one));
    }
    Latency latency = merged.latency();
    assertThat(latency.count()).isEqualTo(100_000);
    assertThat(latency.p50Nanos()).isEqualTo(all.getValueAtPercentile(50));
    assertThat(latency.p90Nanos()).isEqualTo(all.getValueAtPercentile(90));
    assertThat(latency.p95Nanos()).isEqualTo(all.getValueAtPercentile(95));
    assertThat(latency.p99Nanos()).isEqualTo(all.getValueAtPercentile(99));
    assertThat(latency.p999Nanos()).isEqualTo(all.getValueAtPercentile(99.9));
    assertThat(latency.p9999Nanos()).isEqualTo(all.getValueAtPercentile(99.99));
    assertThat(latency.meanNanos()).isEqualTo(all.getMean());
    assertThat(latency.stddevNanos()).isEqualTo(all.getStdDeviation());
    assertThat(merged.encode().bytes()).isEqualTo(encoded(all).bytes());
  }

  @Test
  void hdrHistogramReadsTheEncodingOfFewAndOfManyValues() throws Exception {
    for (int values : new int[] {0, 1, 2, 30, 300, 100_000}) {
      LatencyHistogram histogram = new LatencyHistogram(2);
      Histogram expected = new Histogram(1, CounterLayout.HIGHEST, 2);
      CounterLayout layout = new CounterLayout(2);
      for (int i = 0; i < values; i++) {
        long lowest = layout.lowest(layout.index((long) Math.exp(i % 28)));
        histogram.add(lowest, 1 + i % 3);
        expected.recordValueWithCount(lowest, 1 + i % 3);
      }
      for (byte[] encoded : List.of(histogram.encoded(), histogram.encodedStored())) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        assertThat(Histogram.decodeFromCompressedByteBuffer(bytes, 0)).isEqualTo(expected);
      }
      LatencyHistogram again = new LatencyHistogram(2);
      again.add(histogram.encode());
      assertThat(again.latency()).isEqualTo(histogram.latency());
    }
  }

  /** What one stored block cannot hold is deflated after all. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void whatIsStoredIsReadHoweverLargeItIs(int digits) {
    LatencyHistogram histogram = new LatencyHistogram(digits);
    CounterLayout layout = new CounterLayout(digits);
    for (int i = 0; i < layout.length(); i++) {
      histogram.add(layout.lowest(i), (1L << 45) + i);
    }
    byte[] stored = histogram.encodedStored();
    assertThat(CompressedBytes.isStored(stored, 0, stored.length)).isEqualTo(digits == 2);
    LatencyHistogram again = new LatencyHistogram(digits);
    again.add(EncodedHistogram.of(stored, BandCounts.NONE));
    assertThat(again.latency()).isEqualTo(histogram.latency());
    assertThat(again.encoded()).isEqualTo(histogram.encoded());
  }

  @Test
  void noPercentileIsAboveTheExactMaximum() {
    Histogram one = new Histogram(1, CounterLayout.HIGHEST, 2);
    one.recordValue(1_000_001);
    LatencyHistogram histogram = new LatencyHistogram(2);
    histogram.add(encoded(one));
    histogram.widen(1_000_001, 1_000_001);
    Latency latency = histogram.latency();
    assertThat(latency.maxNanos()).isEqualTo(1_000_001);
    assertThat(latency.minNanos()).isEqualTo(1_000_001);
    assertThat(latency.meanNanos()).isEqualTo(1_000_001);
    assertThat(latency.p50Nanos()).isEqualTo(1_000_001);
    assertThat(latency.p9999Nanos()).isEqualTo(1_000_001);
  }

  @Test
  void anEmptyHistogramHasNoFigures() {
    LatencyHistogram histogram = new LatencyHistogram(2);
    histogram.add(EncodedHistogram.EMPTY);
    assertThat(histogram.latency()).isEqualTo(Latency.EMPTY);
    assertThat(histogram.encode()).isSameAs(EncodedHistogram.EMPTY);
    assertThat(histogram.percentiles()).isEmpty();
  }

  @Test
  void theEncodingIsWhatHdrHistogramReads() throws Exception {
    Histogram one = new Histogram(1, CounterLayout.HIGHEST, 2);
    one.recordValueWithCount(15_300, 7);
    LatencyHistogram histogram = new LatencyHistogram(2);
    histogram.add(encoded(one));
    ByteBuffer bytes = ByteBuffer.wrap(histogram.encoded());
    assertThat(Histogram.decodeFromCompressedByteBuffer(bytes, 1)).isEqualTo(one);
  }

  @Test
  void bytesThatAreNoHistogramAreRefused() {
    assertThatThrownBy(
            () -> new LatencyHistogram(2).add(EncodedHistogram.of(new byte[40], BandCounts.NONE)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void theBandsHoldAsManyAsTheHistogram(int digits) {
    Random random = new Random(digits);
    LatencyHistogram all = new LatencyHistogram(digits);
    LatencyHistogram other = new LatencyHistogram(digits);
    for (int part = 0; part < 20; part++) {
      Histogram one = new Histogram(1, CounterLayout.HIGHEST, digits);
      for (int i = 0; i < 500; i++) {
        one.recordValue(latency(random));
      }
      (part % 2 == 0 ? all : other).add(encoded(one));
    }
    all.add(other);
    long[] bands = new long[LatencyBands.COUNT];
    all.encode().bands().addTo(bands);
    assertThat(LongStream.of(bands).sum()).isEqualTo(10_000).isEqualTo(all.count());
    all.clear();
    assertThat(all.encode().bands()).isSameAs(BandCounts.NONE);
  }
}
