package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TickScaleTest {
  @ParameterizedTest
  @ValueSource(
      longs = {1_000_000, 24_000_000, 999_999_999, 1_000_000_000, 2_599_998_000L, 5_700_000_000L})
  void ticksOfAnHourComeOutToTheNanosecond(long frequency) {
    TickScale scale = new TickScale(frequency);
    Random random = new Random(frequency);
    for (int i = 0; i < 10_000; i++) {
      long ticks = (long) (random.nextDouble() * 3_600 * frequency);
      long exact =
          BigInteger.valueOf(ticks)
              .multiply(BigInteger.valueOf(1_000_000_000L))
              .divide(BigInteger.valueOf(frequency))
              .longValueExact();
      assertThat(scale.toNanos(ticks)).isBetween(exact - 1, exact + 1);
    }
  }

  @Test
  void aTickOfANanosecondIsTheIdentity() {
    for (long ticks : new long[] {0, 1, 7, -1, -5, Long.MAX_VALUE, Long.MIN_VALUE + 1}) {
      assertThat(TickScale.NANOS.toNanos(ticks)).isEqualTo(ticks);
    }
  }

  @Test
  void negativeDifferencesStayNegative() {
    assertThat(new TickScale(2_600_000_000L).toNanos(-26)).isBetween(-11L, -10L);
  }

  @Test
  void aCounterTooSlowToTimeWithIsRefused() {
    assertThatThrownBy(() -> new TickScale(999_999)).hasMessageContaining("999999");
  }
}
