package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiccupPaceTest {
  private long cpu;
  private long now;
  private final HiccupPace pace = new HiccupPace(() -> cpu);

  private void sleepForAMinute(long nanosPerWakeUp) {
    long end = now + 60_000_000_000L;
    while (now < end) {
      now += pace.sleepNanos();
      cpu += nanosPerWakeUp;
      pace.look(now);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "500, 1000000",
    "1500, 1000000",
    "6000, 4000000",
    "15000, 10000000",
    "90000, 10000000"
  })
  void theSleepIsAsShortAsTheShareOfACoreAllows(long nanosPerWakeUp, long sleepNanos) {
    sleepForAMinute(nanosPerWakeUp);
    assertThat(pace.sleepNanos()).isCloseTo(sleepNanos, within(sleepNanos / 10));
  }

  @Test
  void whatHasBecomeCheaperSleepsLessAgain() {
    sleepForAMinute(50_000);
    sleepForAMinute(3_000);
    assertThat(pace.sleepNanos()).isBetween(1_900_000L, 2_200_000L);
  }

  @Test
  void withoutCpuTimesTheSleepStays() {
    cpu = -1;
    long first = pace.sleepNanos();
    for (int i = 0; i < 10; i++) {
      now += HiccupPace.LOOK_NANOS;
      pace.look(now);
    }
    assertThat(pace.sleepNanos()).isEqualTo(first);
  }
}
