package org.benchmonitor.run.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OmissionCorrectionTest {
  private static final long SECOND = 1_000_000_000L;

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void everyCounterIsThatOfHdrHistogram(int digits) {
    Random random = new Random(digits);
    for (int run = 0; run < 400; run++) {
      Histogram raw = new Histogram(1, CounterLayout.HIGHEST, digits);
      // From some nanoseconds to some minutes, around another value in each run.
      double scale = Math.pow(10, 1 + random.nextDouble() * 9);
      int values = 1 + random.nextInt(300);
      for (int i = 0; i < values; i++) {
        double value = scale * Math.exp(random.nextGaussian());
        raw.recordValueWithCount(
            (long) Math.min(CounterLayout.HIGHEST, value), 1 + random.nextInt(1_000));
      }
      // HdrHistogram adds one by one, so the interval is at most 20,000 times in a value.
      double ratio = Math.pow(10, random.nextDouble() * 5 - 1);
      long interval = (long) Math.max(1, raw.getMaxValue() / Math.min(20_000, ratio));

      assertThat(counters(corrected(raw, interval)))
          .as("digits %s, run %s, interval %s", digits, run, interval)
          .isEqualTo(counters(raw.copyCorrectedForCoordinatedOmission(interval)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 7, 1_000, 999_999, 1_000_000, 333_333_333, 500_000_000})
  void roundIntervalsAndBoundsOfCountersAreThatOfHdrHistogram(long interval) {
    Histogram raw = new Histogram(1, CounterLayout.HIGHEST, 2);
    for (long value = interval; value <= interval * 2_048 && value <= SECOND * 3; value *= 2) {
      raw.recordValueWithCount(value - 1, 3);
      raw.recordValueWithCount(value, 1);
      raw.recordValueWithCount(value + 1, 2);
    }

    assertThat(counters(corrected(raw, interval)))
        .isEqualTo(counters(raw.copyCorrectedForCoordinatedOmission(interval)));
  }

  @Test
  void anHourWithAnIntervalOfAMicrosecondIsCountedByCounters() {
    Histogram raw = new Histogram(1, CounterLayout.HIGHEST, 3);
    raw.recordValue(CounterLayout.HIGHEST);

    Histogram corrected = corrected(raw, 1_000);

    long value = raw.highestEquivalentValue(CounterLayout.HIGHEST);
    assertThat(corrected.getTotalCount()).isEqualTo(value / 1_000);
    assertThat(corrected.getValueAtPercentile(50) / 1e9).isBetween(1_798.0, 1_802.0);
  }

  @Test
  void withoutAValueOfTwiceTheIntervalNothingIsAdded() {
    OmissionCorrection correction = new OmissionCorrection(2);
    correction.begin(1_000_000);
    correction.take(1_990_000, 5);

    assertThat(added(correction)).isEmpty();
  }

  @Test
  void nothingIsAddedThatNoRecordCouldHold() {
    OmissionCorrection correction = new OmissionCorrection(2);
    correction.begin(1);
    correction.take(3_000 * SECOND, 1_000_000);

    assertThat(added(correction)).isEmpty();
  }

  private static Map<Long, Long> added(OmissionCorrection correction) {
    Map<Long, Long> added = new TreeMap<>();
    correction.addTo((lowest, count) -> added.merge(lowest, count, Long::sum));
    return added;
  }

  private static Histogram corrected(Histogram raw, long interval) {
    OmissionCorrection correction = new OmissionCorrection(raw.getNumberOfSignificantValueDigits());
    correction.begin(interval);
    Histogram corrected = raw.copy();
    for (HistogramIterationValue value : raw.recordedValues()) {
      long lowest = raw.lowestEquivalentValue(value.getValueIteratedTo());
      correction.take(lowest, value.getCountAtValueIteratedTo());
    }
    correction.addTo(corrected::recordValueWithCount);
    return corrected;
  }

  private static Map<Long, Long> counters(Histogram histogram) {
    Map<Long, Long> counters = new TreeMap<>();
    for (HistogramIterationValue value : histogram.recordedValues()) {
      counters.put(
          histogram.lowestEquivalentValue(value.getValueIteratedTo()),
          value.getCountAtValueIteratedTo());
    }
    return counters;
  }
}
