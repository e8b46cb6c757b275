package org.benchmonitor.host.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CounterTrialTest {
  private static final double NANOS_PER_COUNT = 0.385;

  private final Random random = new Random(7);
  private double nanos = 4e12;
  private double counts = 9e12;
  private double rate = 1;
  private int rests;

  private long counter() {
    pass(10);
    return (long) counts;
  }

  private long nanoTime() {
    pass(10);
    return (long) nanos;
  }

  /** Time passes; a count takes as long as the rate of the counter says. */
  private void pass(double passed) {
    nanos += passed;
    counts += passed * rate / NANOS_PER_COUNT;
  }

  private CounterTrial.Result trial() {
    return new CounterTrial(this::counter, this::nanoTime, this::rest).run();
  }

  private void rest(long asked) {
    rests++;
    pass((double) asked + random.nextInt(5_000_000));
  }

  @Test
  void theRateIsMeasuredOverASecond() {
    double before = nanos;
    CounterTrial.Result result = trial();
    assertThat(result.fault()).isNull();
    assertThat(result.nanosPerCount()).isCloseTo(NANOS_PER_COUNT, within(NANOS_PER_COUNT * 1e-7));
    assertThat(nanos - before).isBetween(1e9, 1.5e9);
  }

  @Test
  void aRestThatEndsAtOnceShortensNothing() {
    double before = nanos;
    CounterTrial.Result result =
        new CounterTrial(this::counter, this::nanoTime, asked -> pass(1_000)).run();
    assertThat(result.fault()).isNull();
    assertThat(nanos - before).isBetween(1e9, 1.5e9);
  }

  @Test
  void aThreadThatLosesItsCoreBetweenTwoReadingsTakesAnotherPair() {
    CounterTrial.Result result =
        new CounterTrial(
                () -> {
                  if (random.nextInt(4) == 0) {
                    pass(8_000_000);
                  }
                  return counter();
                },
                this::nanoTime,
                this::rest)
            .run();
    assertThat(result.fault()).isNull();
    assertThat(result.nanosPerCount()).isCloseTo(NANOS_PER_COUNT, within(NANOS_PER_COUNT * 1e-6));
  }

  @Test
  void aStepOfTheSystemsSlewIsNoFault() {
    CounterTrial.Result result =
        new CounterTrial(
                this::counter,
                this::nanoTime,
                asked -> {
                  rest(asked);
                  rate = rests > 25 ? 1.0005 : 1;
                })
            .run();
    assertThat(result.fault()).isNull();
  }

  @ParameterizedTest
  @ValueSource(doubles = {5_000_000, 100_000_000, -1_000_000})
  void aCounterThatJumpsIsFaulty(double jump) {
    CounterTrial.Result result =
        new CounterTrial(
                this::counter,
                this::nanoTime,
                asked -> {
                  rest(asked);
                  counts += rests == 20 ? jump / NANOS_PER_COUNT : 0;
                })
            .run();
    assertThat(result.fault()).contains("it is off by");
  }

  @Test
  void aCounterThatIsBehindOnAnotherCoreIsFaulty() {
    CounterTrial.Result result =
        new CounterTrial(
                () -> counter() - (rests % 2 == 0 ? 0 : 1_000_000_000L), this::nanoTime, this::rest)
            .run();
    assertThat(result.fault()).contains("went back");
  }

  @Test
  void aCounterThatStopsWhileTheCoreRestsIsFaulty() {
    CounterTrial.Result result =
        new CounterTrial(
                this::counter,
                this::nanoTime,
                asked -> {
                  double before = counts;
                  rest(asked);
                  counts = random.nextBoolean() ? counts : before + 1;
                })
            .run();
    assertThat(result.fault()).contains("it is off by");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1e4})
  void aRateThatNoCounterHasIsFaulty(double rateOfAll) {
    rate = rateOfAll;
    assertThat(trial().fault()).isNotNull();
  }
}
