package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockCheckTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long FREQUENCY = 2_600_000_000L;

  private long ticks = 5_000;
  private long nanos = System.nanoTime();
  private final SwitchableClock clock =
      new SwitchableClock(counter(), new TickScale(FREQUENCY), SwitchableClock.FAST);
  private final ClockCheck check = new ClockCheck(clock, () -> nanos);

  private MethodHandle counter() {
    try {
      return MethodHandles.lookup()
          .findVirtual(ClockCheckTest.class, "ticks", MethodType.methodType(long.class))
          .bindTo(this);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  long ticks() {
    return ticks;
  }

  private void pass(double seconds, double rate) {
    nanos += (long) (seconds * SECOND);
    ticks += (long) (seconds * rate * FREQUENCY);
  }

  @Test
  void aCounterThatKeepsItsRateStays() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(check.look()).isNull();
      pass(1, i % 2 == 0 ? 1.0004 : 0.9996);
    }
    assertThat(clock.name()).isEqualTo("fast");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.99, 0.998, 1.002, 1.5, 0})
  void aCounterThatLosesItsRateIsLeft(double rate) {
    check.look();
    pass(1, 1);
    assertThat(check.look()).isNull();
    pass(1, rate);
    assertThat(check.look()).contains("nanoTime said 1000000000");
    assertThat(clock.name()).isEqualTo("nanotime (fallen back)");
    assertThat(check.look()).isNull();
  }

  @Test
  void aCounterThatGoesBackIsLeftAtOnce() {
    check.look();
    ticks -= 7;
    assertThat(check.look()).isEqualTo("the counter went back by 7 ticks");
  }

  @Test
  void aLookTooSoonSaysNothingAndIsNotWhereTheNextBegins() {
    check.look();
    for (int i = 0; i < 4; i++) {
      pass(0.1, 1.01);
      assertThat(check.look()).isNull();
    }
    pass(0.2, 1.01);
    assertThat(check.look()).isNotNull();
  }

  @Test
  void afterTheFallTicksGoOnFromTheLastGoodReadingInTheSameUnit() {
    check.look();
    long good = ticks;
    long goodNanos = nanos;
    pass(1, 3);
    assertThat(check.look()).isNotNull();
    long before = System.nanoTime();
    long now = clock.ticks();
    long after = System.nanoTime();
    assertThat((now - good) / (FREQUENCY / 1e9))
        .isBetween(before - goodNanos - 2.0, after - goodNanos + 2.0);
    assertThat(clock.ticks()).isGreaterThanOrEqualTo(now);
  }

  @Test
  void aReaderHeldBeforeTheFallReadsTheNewClock() throws Throwable {
    MethodHandle reader = clock.reader();
    assertThat((long) reader.invokeExact()).isEqualTo(5_000);
    clock.fallBack(0, System.nanoTime());
    ticks = -1;
    assertThat((long) reader.invokeExact()).isNotNegative();
    assertThat((long) clock.endReader().invokeExact()).isNotNegative();
  }

  @Test
  void aCounterThatWasGoneOverToIsCheckedFromThenOn() {
    SwitchableClock nanoTime = SwitchableClock.nanoTime();
    ClockCheck later = new ClockCheck(nanoTime, () -> nanos);
    assertThat(later.look()).isNull();
    assertThat(nanoTime.goOver(counter(), counter(), 1e9 / FREQUENCY)).isTrue();
    assertThat(later.look()).isNull();
    pass(1, 1);
    assertThat(later.look()).isNull();
    pass(1, 1.01);
    assertThat(later.look()).contains("nanoTime said 1000000000");
    assertThat(nanoTime.name()).isEqualTo("nanotime (fallen back)");
  }

  @Test
  void aGoodCounterCanBeLeftAtItsLastReading() {
    check.leave();
    assertThat(clock.name()).isEqualTo("nanotime (fallen back)");
    assertThat(clock.ticks()).isBetween(5_000L, 5_000 + 60 * FREQUENCY);
    assertThat(check.look()).isNull();
  }

  @Test
  void nanoTimeIsNeverLeft() {
    ClockCheck ofNanoTime = new ClockCheck(SwitchableClock.nanoTime(), () -> 0);
    assertThat(ofNanoTime.look()).isNull();
    assertThat(ofNanoTime.look()).isNull();
  }
}
