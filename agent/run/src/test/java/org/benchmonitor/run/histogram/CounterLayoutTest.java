package org.benchmonitor.run.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the layout equal to HdrHistogram's, counter by counter. */
class CounterLayoutTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void everyCounterHasTheBoundariesOfHdrHistograms(int digits) {
    CounterLayout layout = new CounterLayout(digits);
    Histogram reference = new Histogram(1, CounterLayout.HIGHEST, digits);
    int index = 0;
    for (HistogramIterationValue counter : reference.allValues()) {
      long highest = counter.getValueIteratedTo();
      long lowest = reference.lowestEquivalentValue(highest);
      if (lowest <= CounterLayout.HIGHEST) {
        assertThat(layout.index(lowest)).isEqualTo(index);
        assertThat(layout.index(Math.min(highest, CounterLayout.HIGHEST))).isEqualTo(index);
        assertThat(layout.lowest(index)).isEqualTo(lowest);
      }
      index++;
    }
    assertThat(index).isGreaterThanOrEqualTo(layout.length());
    assertThat(layout.index(CounterLayout.HIGHEST)).isLessThan(layout.length());
    assertThat(layout.index(0)).isZero();
  }

  @Test
  void otherDigitsAreRefusedWithTheirValue() {
    assertThatThrownBy(() -> new CounterLayout(1))
        .hasMessageContaining("1")
        .hasMessageContaining("2 and");
    assertThatThrownBy(() -> new CounterLayout(4)).hasMessageContaining("4");
  }
}
