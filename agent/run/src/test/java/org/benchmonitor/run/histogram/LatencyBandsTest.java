package org.benchmonitor.run.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatencyBandsTest {
  @Test
  void boundsAscendEightToTheDecadeFromAHundredNanosecondsToAnHour() {
    assertThat(LatencyBands.COUNT).isEqualTo(85);
    assertThat(LatencyBands.boundNanos(0)).isEqualTo(100);
    assertThat(LatencyBands.boundNanos(LatencyBands.COUNT)).isEqualTo(CounterLayout.HIGHEST);
    for (int band = 0; band < LatencyBands.COUNT; band++) {
      assertThat(LatencyBands.boundNanos(band + 1)).isGreaterThan(LatencyBands.boundNanos(band));
    }
    for (int decade = 0; decade <= 10; decade++) {
      assertThat(LatencyBands.boundNanos(8 * decade))
          .isEqualTo(Math.round(Math.pow(10, decade + 2)));
    }
  }

  @Test
  void aBandHoldsItsLowerBoundAndNotItsUpper() {
    for (int band = 1; band < LatencyBands.COUNT; band++) {
      assertThat(LatencyBands.of(LatencyBands.boundNanos(band))).isEqualTo(band);
      assertThat(LatencyBands.of(LatencyBands.boundNanos(band) - 1)).isEqualTo(band - 1);
    }
  }

  @Test
  void whatLiesOutsideIsInTheFirstOrTheLastBand() {
    assertThat(LatencyBands.of(0)).isZero();
    assertThat(LatencyBands.of(99)).isZero();
    assertThat(LatencyBands.of(CounterLayout.HIGHEST)).isEqualTo(LatencyBands.COUNT - 1);
    assertThat(LatencyBands.of(Long.MAX_VALUE)).isEqualTo(LatencyBands.COUNT - 1);
  }
}
