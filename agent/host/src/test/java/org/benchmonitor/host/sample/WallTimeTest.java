package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WallTimeTest {
  private static final Instant START = Instant.parse("2026-01-18T15:30:45Z");
  private static final long SECOND = 1_000_000_000L;
  private static final Duration HOUR = Duration.ofHours(1);

  private final WallTime wall = new WallTime(0, START);

  private static Instant at(long nanos) {
    return START.plusNanos(nanos);
  }

  @Test
  void itIsTheMonotonicClockFromOneReadingOfTheSystems() {
    assertThat(wall.of(5 * SECOND)).isEqualTo(at(5 * SECOND));
    assertThat(wall.of(-SECOND)).isEqualTo(at(-SECOND));
    assertThat(wall.follow(6 * SECOND, at(6 * SECOND).plusNanos(500_000))).isNull();
    assertThat(wall.of(9 * SECOND)).isEqualTo(at(9 * SECOND));
  }

  @Test
  void aSmallDifferenceIsSlewedAwayAndNotBeyond() {
    Instant before = START;
    Duration late = Duration.ofMillis(-100);
    for (int i = 1; i <= 400; i++) {
      assertThat(wall.follow(i * SECOND, at(i * SECOND).plus(late))).isNull();
      Instant now = wall.of(i * SECOND);
      assertThat(Duration.between(before, now))
          .isBetween(Duration.ofNanos(999_500_000), Duration.ofNanos(1_000_500_000));
      before = now;
    }
    assertThat(Duration.between(wall.of(400 * SECOND), at(400 * SECOND).plus(late)).abs())
        .isLessThan(Duration.ofMillis(2));
  }

  @Test
  void itGoesAheadWithTheSystemsClockAndWhatWasBeforeKeepsItsTime() {
    ClockStep step = wall.follow(10 * SECOND, at(10 * SECOND).plus(HOUR));
    assertThat(step).isEqualTo(new ClockStep(HOUR.toNanos(), 0));
    assertThat(wall.of(10 * SECOND)).isEqualTo(at(10 * SECOND).plus(HOUR));
    assertThat(wall.of(11 * SECOND)).isEqualTo(at(11 * SECOND).plus(HOUR));
    assertThat(wall.of(10 * SECOND - 1)).isEqualTo(at(10 * SECOND - 1));
    assertThat(wall.follow(11 * SECOND, at(11 * SECOND).plus(HOUR))).isNull();
  }

  @Test
  void itNeverGoesBackButComesNearerAndTheStepIsToldOnce() {
    ClockStep step = wall.follow(10 * SECOND, at(10 * SECOND).minus(HOUR));
    assertThat(step).isEqualTo(new ClockStep(-HOUR.toNanos(), HOUR.toNanos()));
    assertThat(wall.of(10 * SECOND)).isEqualTo(at(10 * SECOND));
    assertThat(wall.of(12 * SECOND)).isEqualTo(at(12 * SECOND).minusMillis(1));
    assertThat(wall.follow(12 * SECOND, at(12 * SECOND).minus(HOUR))).isNull();
    ClockStep back = wall.follow(13 * SECOND, at(13 * SECOND));
    assertThat(back).isNotNull();
    assertThat(back.text()).contains("went ahead by 1 h");
    assertThat(wall.of(13 * SECOND)).isBefore(at(13 * SECOND));
  }

  @Test
  void aRestartTakesTheSystemsClockAsItIs() {
    wall.follow(10 * SECOND, at(10 * SECOND).minus(HOUR));
    wall.restart(20 * SECOND, at(20 * SECOND).minus(HOUR));
    assertThat(wall.of(21 * SECOND)).isEqualTo(at(21 * SECOND).minus(HOUR));
    assertThat(wall.of(10 * SECOND)).isEqualTo(at(10 * SECOND));
  }

  @Test
  void itDoesNotGrow() {
    for (int i = 1; i <= 10 * WallTime.MOST_PIECES; i++) {
      wall.follow(i * SECOND, at(i * SECOND).plus(HOUR.multipliedBy(i)));
    }
    long last = 10L * WallTime.MOST_PIECES;
    assertThat(wall.of(last * SECOND)).isEqualTo(at(last * SECOND).plus(HOUR.multipliedBy(last)));
    assertThat(wall.of((last - WallTime.MOST_PIECES + 1) * SECOND))
        .isEqualTo(
            at((last - WallTime.MOST_PIECES + 1) * SECOND)
                .plus(HOUR.multipliedBy(last - WallTime.MOST_PIECES + 1)));
  }
}
