package org.benchmonitor.run.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramDecoderTest {
  private final HistogramDecoder decoder = new HistogramDecoder();

  @AfterEach
  void close() {
    decoder.close();
  }

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

  private Map<Long, Long> added(byte[] bytes, int digits) {
    Map<Long, Long> counts = new TreeMap<>();
    CounterLayout layout = new CounterLayout(digits);
    long[] counters = new long[layout.length()];
    decoder.addTo(counters, layout, bytes, 0, bytes.length);
    for (int i = 0; i < counters.length; i++) {
      if (counters[i] != 0) {
        counts.put(layout.lowest(i), counters[i]);
      }
    }
    return counts;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void everyCounterIsAddedWithItsCount(int digits) {
    Random random = new Random(digits);
    for (int round = 0; round < 100; round++) {
      Histogram histogram = new Histogram(1, CounterLayout.HIGHEST, digits);
      for (int i = 0; i < round * 10; i++) {
        long value = (long) Math.exp(random.nextDouble() * Math.log(CounterLayout.HIGHEST));
        histogram.recordValueWithCount(value, 1 + (random.nextLong() >>> (8 + random.nextInt(55))));
      }
      assertThat(added(encoded(histogram), digits)).isEqualTo(recorded(histogram));
    }
  }

  @Test
  void theLowestTheHighestAndTheMostAreAddedToo() {
    Histogram histogram = new Histogram(1, CounterLayout.HIGHEST, 2);
    histogram.recordValueWithCount(0, 1L << 62);
    histogram.recordValueWithCount(1, (1L << 55) - 1);
    histogram.recordValueWithCount(CounterLayout.HIGHEST, 1);
    assertThat(added(encoded(histogram), 2)).isEqualTo(recorded(histogram)).hasSize(3);
  }

  @Test
  void whatIsNotSuchAHistogramIsRefused() {
    Histogram histogram = new Histogram(1, CounterLayout.HIGHEST, 2);
    histogram.recordValue(1_000_000);
    byte[] bytes = encoded(histogram);
    assertThatThrownBy(() -> added(bytes, 3)).hasMessageContaining("3 digits");
    assertThatThrownBy(() -> added(Arrays.copyOf(bytes, bytes.length / 2), 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> added(new byte[0], 2)).hasMessageContaining("cookie");
    Histogram wider = new Histogram(1, 100 * CounterLayout.HIGHEST, 2);
    wider.recordValue(100 * CounterLayout.HIGHEST);
    assertThatThrownBy(() -> added(encoded(wider), 2)).hasMessageContaining("more counters");
  }

  private static byte[] ofManyCounters(int digits) {
    Histogram histogram = new Histogram(1, CounterLayout.HIGHEST, digits);
    for (long value = 1; value < CounterLayout.HIGHEST; value += 1 + value / 50) {
      histogram.recordValueWithCount(value, 1 + value);
    }
    return encoded(histogram);
  }

  private static byte[] deflated(byte[] plain) {
    Deflater deflater = new Deflater();
    deflater.setInput(plain);
    deflater.finish();
    byte[] encoded = new byte[8 + plain.length + 64];
    int length = deflater.deflate(encoded, 8, encoded.length - 8);
    deflater.end();
    ByteBuffer.wrap(encoded).putInt(0x1c849314).putInt(length);
    return Arrays.copyOf(encoded, 8 + length);
  }

  private static byte[] plain(int length, byte... counters) {
    return ByteBuffer.allocate(40 + counters.length)
        .putInt(0x1c849313)
        .putInt(length)
        .putInt(0)
        .putInt(2)
        .putLong(1)
        .putLong(CounterLayout.HIGHEST)
        .putDouble(1)
        .put(counters)
        .array();
  }

  @Test
  void aPartOfMoreBytesIsRead() {
    for (byte[] bytes :
        List.of(ofManyCounters(2), deflated(plain(2, (byte) 3, (byte) 4)), stored(4, 6))) {
      byte[] all = new byte[bytes.length + 20];
      Arrays.fill(all, (byte) 0x55);
      System.arraycopy(bytes, 0, all, 7, bytes.length);
      LatencyHistogram alone = new LatencyHistogram(2);
      alone.add(bytes, 0, bytes.length, decoder);
      LatencyHistogram part = new LatencyHistogram(2);
      part.add(all, 7, bytes.length, decoder);
      assertThat(part.encoded()).isEqualTo(alone.encoded());
    }
  }

  @Test
  void whatComesAfterOneThatIsRefusedIsRead() {
    byte[] bytes = ofManyCounters(2);
    Map<Long, Long> right = added(bytes, 2);
    int refused = 0;
    for (int at = 0; at < bytes.length; at++) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= 0x10;
      try {
        // Of some bytes nothing depends on each bit.
        assertThat(added(flipped, 2)).as("byte %d", at).isEqualTo(right);
      } catch (IllegalArgumentException wrong) {
        refused++;
      }
      if (at % 100 == 0) {
        decoder.close();
      }
      assertThat(added(bytes, 2)).isEqualTo(right);
    }
    assertThat(refused).isBetween(bytes.length - 6, bytes.length - 1);
  }

  @Test
  void aLengthThatIsNotThatOfTheCountersIsRefusedOrEndsThem() {
    byte[] two = {4, 6};
    assertThat(added(deflated(plain(2, two)), 2)).isEqualTo(Map.of(0L, 2L, 1L, 3L));
    assertThat(added(deflated(plain(1, two)), 2)).isEqualTo(Map.of(0L, 2L));
    assertThat(added(deflated(plain(-1, two)), 2)).isEmpty();
    assertThatThrownBy(() -> added(deflated(plain(3, two)), 2)).hasMessageContaining("cut off");
    assertThatThrownBy(() -> added(deflated(plain(1, (byte) 0x84)), 2))
        .hasMessageContaining("cut off");
    assertThatThrownBy(() -> added(deflated(plain(Integer.MAX_VALUE, two)), 2))
        .hasMessageContaining("more counters");
    byte[] endless = new byte[1 << 20];
    assertThatThrownBy(() -> added(deflated(plain(8192, endless)), 2))
        .hasMessageContaining("more counters");
    assertThatThrownBy(() -> added(Arrays.copyOf(deflated(plain(2, two)), 10), 2))
        .hasMessageContaining("cut off");
  }

  @Test
  void whatWasAddedBeforeAFailureIsForgotten() {
    LatencyHistogram histogram = new LatencyHistogram(2);
    byte[] torn = deflated(plain(3, (byte) 8, (byte) 6, (byte) 0x84));
    assertThatThrownBy(() -> histogram.add(torn, 0, torn.length, decoder))
        .isInstanceOf(IllegalArgumentException.class);
    histogram.clear();
    histogram.add(5, 1);
    histogram.add(0, 1);
    assertThat(histogram.encoded()).isEqualTo(stored(2, 0, 0, 0, 0, 2));
  }

  private static byte[] stored(int... zigZag) {
    LatencyHistogram histogram = new LatencyHistogram(2);
    for (int i = 0; i < zigZag.length; i++) {
      histogram.add(i, zigZag[i] / 2);
    }
    return histogram.encoded();
  }

  @Test
  void moreValuesThanALongHoldsAreNoticed() {
    Histogram histogram = new Histogram(1, CounterLayout.HIGHEST, 2);
    histogram.recordValueWithCount(1, Long.MAX_VALUE / 2);
    byte[] half = encoded(histogram);
    LatencyHistogram all = new LatencyHistogram(2);
    all.add(half, 0, half.length, decoder);
    all.add(half, 0, half.length, decoder);
    assertThatThrownBy(() -> all.add(half, 0, half.length, decoder))
        .isInstanceOf(ArithmeticException.class);
    histogram.recordValueWithCount(5, Long.MAX_VALUE / 2);
    histogram.recordValueWithCount(9, Long.MAX_VALUE / 2);
    byte[] tooMany = encoded(histogram);
    assertThatThrownBy(() -> new LatencyHistogram(2).add(tooMany, 0, tooMany.length, decoder))
        .isInstanceOf(ArithmeticException.class);
  }
}
