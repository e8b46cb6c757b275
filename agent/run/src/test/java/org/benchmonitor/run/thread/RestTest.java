package org.benchmonitor.run.thread;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RestTest {
  private static final long MINUTE = 60_000_000_000L;

  @Test
  void aRestForgetsAnInterrupt() {
    Thread.currentThread().interrupt();
    Rest.nanos(1);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void anInterruptEndsNoWaitForAThreadAndStays() {
    Thread ends = new Thread(() -> {});
    Thread.currentThread().interrupt();
    ends.start();
    Rest.untilEnd(ends, MINUTE);
    assertThat(ends.isAlive()).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }
}
