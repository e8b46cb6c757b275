package org.benchmonitor.host.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimitTest {
  private long now = 1_000;
  private final RateLimit rate = new RateLimit(100, () -> now);

  private void pass(double seconds) {
    now += (long) (seconds * 1e9);
  }

  @Test
  void whatIsTooMuchHasToBeMadeUpFor() {
    assertThat(rate.isOpen()).isTrue();
    rate.used(800);
    assertThat(rate.isOpen()).isFalse();
    pass(2.9);
    assertThat(rate.isOpen()).isFalse();
    pass(0.2);
    assertThat(rate.isOpen()).isTrue();
  }

  @Test
  void aRestIsGoodForFiveSecondsOnly() {
    pass(1_000);
    assertThat(rate.isOpen()).isTrue();
    rate.used(600);
    assertThat(rate.isOpen()).isFalse();
    pass(1.1);
    assertThat(rate.isOpen()).isTrue();
  }
}
