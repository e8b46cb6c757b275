package com.acme.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixTest {
  @Test
  void operationsThatAreNotNamedHaveNoShare() {
    Mix mix = Mix.parse("read=70,delete=30");

    assertThat(mix.percent(OperationType.READ)).isEqualTo(70);
    assertThat(mix.percent(OperationType.DELETE)).isEqualTo(30);
    assertThat(mix.percent(OperationType.CREATE)).isZero();
    assertThat(mix).hasToString("read=70,delete=30");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "read=99           | add up to 99",
        "read=60,create=60 | add up to 120",
        "reed=100          | 'reed' is no operation",
        "read              | 'read' is not operation=percent",
        "read=x            | 'x' is no percentage",
        "read=-1           | '-1' is no percentage",
        "read=50,read=50   | 'read' is given twice",
        "read=100,         | '' is not operation=percent",
      })
  void wrongMixIsRefusedWithTheValueAndWhatIsAllowed(String text, String problem) {
    assertThatThrownBy(() -> Mix.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem)
        .hasMessageContaining("allowed are create, read, update and delete");
  }

  @Test
  void choicesFollowTheShares() {
    Mix mix = Mix.parse("create=20,read=60,update=15,delete=5");
    SplittableRandom random = new SplittableRandom(7);
    Map<OperationType, Integer> counts = new EnumMap<>(OperationType.class);
    for (int i = 0; i < 100_000; i++) {
      counts.merge(mix.choose(random), 1, Integer::sum);
    }

    for (OperationType type : OperationType.values()) {
      assertThat(counts.get(type) / 1000.0)
          .isBetween(mix.percent(type) - 1.0, mix.percent(type) + 1.0);
    }
  }
}
