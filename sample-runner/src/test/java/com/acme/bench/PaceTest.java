package com.acme.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PaceTest {
  @Test
  void workersShareTheRateAndTakeTurns() {
    Pace first = Pace.of(0, 2, Duration.ZERO, OptionalDouble.of(1000));
    Pace second = Pace.of(1, 2, Duration.ZERO, OptionalDouble.of(1000));

    assertThat(first.dueNanos()).isZero();
    assertThat(second.dueNanos()).isEqualTo(1_000_000);
    first.take();
    second.take();
    assertThat(first.dueNanos()).isEqualTo(2_000_000);
    assertThat(second.dueNanos()).isEqualTo(3_000_000);
  }

  @Test
  void workersJoinOverTheRamp() {
    assertThat(Pace.of(3, 4, Duration.ofSeconds(1), OptionalDouble.empty()).dueNanos())
        .isEqualTo(750_000_000);
  }

  @Test
  void withoutRateTheNextIsDueAtOnce() {
    Pace pace = Pace.of(0, 4, Duration.ZERO, OptionalDouble.empty());
    pace.take();

    assertThat(pace.dueNanos()).isZero();
    assertThat(pace.hasTargetRate()).isFalse();
  }
}
