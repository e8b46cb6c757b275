package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the layout equal to HdrHistogram's, counter by counter. */
class CellLayoutTest {
  private static Histogram reference(int digits) {
    return new Histogram(1, CellLayout.HIGHEST, digits);
  }

  /** A value of any magnitude up to the highest, small ones as often as large ones. */
  static long anyValue(Random random) {
    int bits = 1 + random.nextInt(42);
    return Math.min(CellLayout.HIGHEST, random.nextLong() >>> (64 - bits));
  }

  private static int index(CellLayout layout, long nanos) {
    int halfMagnitude = layout.halfMagnitude();
    return CellLayout.octave(nanos, halfMagnitude) * layout.octaveLength()
        + CellLayout.offset(nanos, halfMagnitude);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void everyCounterHasTheBoundariesOfHdrHistograms(int digits) {
    CellLayout layout = new CellLayout(digits);
    Histogram reference = reference(digits);
    int index = 0;
    for (HistogramIterationValue counter : reference.allValues()) {
      long highest = counter.getValueIteratedTo();
      long lowest = reference.lowestEquivalentValue(highest);
      if (lowest <= CellLayout.HIGHEST) {
        assertThat(index(layout, lowest)).isEqualTo(index);
        assertThat(index(layout, Math.min(highest, CellLayout.HIGHEST))).isEqualTo(index);
        int octave = index / layout.octaveLength();
        int offset = index % layout.octaveLength();
        assertThat(CellLayout.lowestValue(octave, offset, layout.halfMagnitude()))
            .isEqualTo(lowest);
      }
      index++;
    }
    int length = layout.octaves() * layout.octaveLength();
    assertThat(index).isGreaterThanOrEqualTo(length);
    assertThat(index(layout, CellLayout.HIGHEST)).isLessThan(length);
    assertThat(index(layout, 0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void theSameValuesGiveTheSameHistogram(int digits) {
    CellLayout layout = new CellLayout(digits);
    Histogram reference = reference(digits);
    Cell cell = Cells.cell(layout, false);
    Random random = new Random(digits);
    for (int i = 0; i < 100_000; i++) {
      long value = anyValue(random);
      reference.recordValue(value);
      cell.record(value);
    }
    for (long value : new long[] {0, 1, CellLayout.HIGHEST}) {
      reference.recordValue(value);
      cell.record(value);
    }
    CellCounts counts = new CellCounts(layout);
    cell.addTo(counts);
    Histogram rebuilt = reference(digits);
    counts
        .pack(PackedCounts.NONE)
        .visitGrowthSince(PackedCounts.NONE, layout, rebuilt::recordValueWithCount);
    assertThat(rebuilt.getTotalCount()).isEqualTo(100_003).isEqualTo(counts.total());
    for (HistogramIterationValue counter : reference.allValues()) {
      long value = counter.getValueIteratedTo();
      assertThat(rebuilt.getCountAtValue(value)).isEqualTo(reference.getCountAtValue(value));
    }
    for (double percentile : new double[] {0, 50, 90, 99, 99.9, 99.99, 100}) {
      assertThat(rebuilt.getValueAtPercentile(percentile))
          .isEqualTo(reference.getValueAtPercentile(percentile));
    }
  }

  @Test
  void otherDigitsAreRefusedWithTheirValue() {
    assertThatThrownBy(() -> new CellLayout(1))
        .hasMessageContaining("1")
        .hasMessageContaining("2 and");
    assertThatThrownBy(() -> new CellLayout(4)).hasMessageContaining("4");
  }
}
