package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a clock goes over to a counter. */
class CountedTicksTest {
  private static final MethodType LONG = MethodType.methodType(long.class);

  private long counter = 77_000_000_000_000L;
  private long ticks = 5_000;
  private boolean atTheEnd;

  private MethodHandle handle(String method) {
    try {
      return MethodHandles.lookup().findVirtual(CountedTicksTest.class, method, LONG).bindTo(this);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  long counter() {
    return counter;
  }

  long counterThatGoesOn() {
    counter += 100;
    return counter;
  }

  long counterAtTheEnd() {
    if (atTheEnd) {
      throw new StackOverflowError();
    }
    return counter;
  }

  long ticks() {
    return ticks;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.175, 0.25, 0.385185, 0.499999, 0.5, 0.999, 1, 1.37, 41.666, 1000})
  void aCountIsSoManyTicksForYears(double ticksPerCount) {
    Random random = new Random(3);
    for (int i = 0; i < 1_000; i++) {
      long passed = (long) (random.nextDouble() * 1e17 / Math.max(1, ticksPerCount));
      CountedTicks counted = CountedTicks.of(handle("counter"), counter, 1_000_000, ticksPerCount);
      counter += passed;
      long exact =
          new BigDecimal(ticksPerCount).multiply(BigDecimal.valueOf(passed)).longValue()
              + 1_000_000;
      // The factor has the 53 bits of a double, and the start is one of whole counts.
      long most = 2 + passed / (1L << 50);
      assertThat(counted.ticks()).isBetween(exact - most, exact + most + (long) ticksPerCount);
      counter -= passed;
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.175, 0.385185, 0.999, 1.37, 41.666})
  void itStartsAtTheTickThatIsGivenAndNotBefore(double ticksPerCount) {
    for (long start : new long[] {0, 1, 5_000, 3L << 40, (7L << 54) + 1}) {
      CountedTicks counted = CountedTicks.of(handle("counter"), counter, start, ticksPerCount);
      assertThat(counted.ticks())
          .isBetween(start, start + 2 + (long) (2 * ticksPerCount) + (start >> 52));
    }
  }

  @Test
  void aCounterBeforeItsOriginIsBehind() {
    CountedTicks counted = CountedTicks.of(handle("counter"), counter + 1_000, 0, 0.5);
    assertThat(counted.ticks()).isBetween(-500L, -499L);
  }

  @Test
  void aClockGoesOverInItsOwnUnitAndNeverBack() throws Throwable {
    SwitchableClock clock =
        new SwitchableClock(handle("ticks"), TickScale.NANOS, SwitchableClock.NANOTIME);
    MethodHandle start = clock.reader();
    MethodHandle end = clock.endReader();
    assertThat((long) start.invokeExact()).isEqualTo(5_000);
    assertThat(clock.isCounter()).isFalse();
    assertThat(clock.goOver(handle("counterThatGoesOn"), handle("counterThatGoesOn"), 0.5))
        .isTrue();
    assertThat(clock.name()).isEqualTo("tsc");
    assertThat(clock.isCounter()).isTrue();
    ticks = -1;
    long first = (long) end.invokeExact();
    assertThat(first).isGreaterThanOrEqualTo(5_000);
    assertThat((long) start.invokeExact()).isEqualTo(first + 50);
    assertThat((long) end.invokeExact()).isEqualTo(first + 100);
    assertThat(clock.goOver(handle("counter"), handle("counter"), 0.5)).isFalse();
  }

  @Test
  void whatACounterThrowsForWantOfStackGoesThroughUnchanged() throws Throwable {
    SwitchableClock clock =
        new SwitchableClock(handle("ticks"), TickScale.NANOS, SwitchableClock.NANOTIME);
    assertThat(clock.goOver(handle("counterAtTheEnd"), handle("counterAtTheEnd"), 1)).isTrue();
    MethodHandle start = clock.reader();
    atTheEnd = true;
    assertThatThrownBy(() -> read(start)).isInstanceOf(StackOverflowError.class);
    assertThatThrownBy(clock::ticks).isInstanceOf(StackOverflowError.class);
  }

  private static long read(MethodHandle clock) throws Throwable {
    return (long) clock.invokeExact();
  }

  @Test
  void aClockThatCannotGoOverStaysAsItWas() throws Throwable {
    SwitchableClock clock =
        new SwitchableClock(handle("ticks"), TickScale.NANOS, SwitchableClock.NANOTIME);
    MethodHandle start = clock.reader();
    MethodHandle end = clock.endReader();
    atTheEnd = true;
    assertThatThrownBy(() -> clock.goOver(handle("counterAtTheEnd"), handle("counter"), 1))
        .isInstanceOf(StackOverflowError.class);
    assertThat(clock.name()).isEqualTo("nanotime");
    assertThat(read(start)).isEqualTo(5_000);
    assertThat(read(end)).isEqualTo(5_000);
  }

  @Test
  void aClockThatHasFailedGoesOverToNothingAnyMore() {
    SwitchableClock clock =
        new SwitchableClock(handle("ticks"), TickScale.NANOS, SwitchableClock.NANOTIME);
    assertThat(clock.goOver(handle("counter"), handle("counter"), 0.5)).isTrue();
    clock.fallBack(0, System.nanoTime());
    assertThat(clock.goOver(handle("counter"), handle("counter"), 0.5)).isFalse();
    assertThat(clock.name()).isEqualTo("nanotime (fallen back)");
  }

  @Test
  void theTwoReadingsOfAnOperationAreReadInTheirOwnWays() throws Throwable {
    SwitchableClock clock =
        new SwitchableClock(handle("ticks"), TickScale.NANOS, SwitchableClock.NANOTIME);
    assertThat(clock.goOver(handle("counterThatGoesOn"), handle("counter"), 1)).isTrue();
    long before = counter;
    MethodHandle end = clock.endReader();
    assertThat((long) end.invokeExact()).isPositive();
    assertThat(counter).isEqualTo(before);
    MethodHandle start = clock.reader();
    assertThat((long) start.invokeExact()).isPositive();
    assertThat(counter).isEqualTo(before + 100);
  }
}
