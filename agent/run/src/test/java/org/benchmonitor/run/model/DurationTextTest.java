package org.benchmonitor.run.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 ns",
    "35, 35 ns",
    "999, 999 ns",
    "1000, 1.000 us",
    "15300, 15.30 us",
    "999940, 999.9 us",
    "999960, 1.000 ms",
    "1204120, 1.204 ms",
    "999940000, 999.9 ms",
    "999960000, 1.000 s",
    "12500000000, 12.50 s",
    "3600000000000, 3600 s",
    "9223372036854775807, 9223000000 s"
  })
  void aDurationIsFourDigitsInTheUnitThatFits(long nanos, String text) {
    assertThat(DurationText.of(nanos)).isEqualTo(text);
  }
}
