package org.benchmonitor.run.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDecimalTest {
  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        -0.0,
        1,
        -1,
        0.1,
        0.3,
        2.5,
        100,
        99.99999,
        99.999995,
        99.999994999999,
        0.99999995,
        999999.95,
        9999999.5,
        9999999.4999999,
        1234567.5,
        1234568.5,
        -1234567.5,
        12345675,
        1e6,
        1e7,
        1e14,
        1e15,
        1.5e15,
        1e22,
        123456789012345.6,
        1e-9,
        9.9999999e-10,
        1.23456789e-7,
        1.2345675e-3,
        Double.MIN_VALUE,
        Double.MAX_VALUE
      })
  void aNumberHasTheDigitsOfABigDecimal(double value) {
    assertThat(JsonDecimal.rounded(value)).isEqualTo(JsonDecimal.exactly(value));
  }

  @Test
  void anyNumbersHaveTheDigitsOfABigDecimal() {
    Random random = new Random(4711);
    for (int i = 0; i < 200_000; i++) {
      double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-12, 18));
      assertThat(JsonDecimal.rounded(value)).isEqualTo(JsonDecimal.exactly(value));
    }
  }

  @Test
  void numbersAtAHalfHaveTheDigitsOfABigDecimal() {
    Random random = new Random(4711);
    for (int i = 0; i < 50_000; i++) {
      // Eight digits of which the last is a five, and the doubles beside it.
      long digits = random.nextLong(1_000_000, 10_000_000) * 10 + 5;
      double half = BigDecimal.valueOf(digits, random.nextInt(0, 16)).doubleValue();
      for (double value : new double[] {half, Math.nextUp(half), Math.nextDown(half)}) {
        assertThat(JsonDecimal.rounded(value)).isEqualTo(JsonDecimal.exactly(value));
      }
    }
  }

  @Test
  void unitsHaveNoZerosAtTheEnd() {
    assertThat(JsonDecimal.of(15_300, 6)).hasToString("0.0153");
    assertThat(JsonDecimal.of(-1_500_000, 6)).hasToString("-1.5");
    assertThat(JsonDecimal.of(3_600_000_000_000L, 6)).hasToString("3600000");
    assertThat(JsonDecimal.of(0, 6)).hasToString("0");
    assertThat(JsonDecimal.of(Long.MIN_VALUE, 6)).hasToString("-9223372036854.775808");
  }
}
