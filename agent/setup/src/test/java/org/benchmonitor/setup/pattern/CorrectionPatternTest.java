package org.benchmonitor.setup.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.benchmonitor.setup.config.OperationSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrectionPatternTest {
  private static final OperationSpec OPERATION = OperationSpec.of("com.acme.Worker#read");

  private static CorrectionPattern parse(OperationSpec spec) {
    return Objects.requireNonNull(OperationPattern.parse(spec).correction());
  }

  @Test
  void withoutARuleNothingIsCorrected() {
    assertThat(OperationPattern.parse(OPERATION).correction()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "1us, 1_000",
    "250us, 250_000",
    "10ms, 10_000_000",
    "2s, 2_000_000_000",
    "3m, 180_000_000_000",
    "1h, 3_600_000_000_000",
  })
  void anExpectedIntervalHasAUnit(String value, String nanos) {
    assertThat(parse(OPERATION.with("expected_interval", value)))
        .isEqualTo(
            new CorrectionPattern.ExpectedInterval(
                "expected_interval=" + value, Long.parseLong(nanos.replace("_", ""))));
  }

  @ParameterizedTest
  @CsvSource({"5000/s, 5000", "90/m, 1.5", "0.5/s, 0.5", "3600/h, 1"})
  void aRateIsPerTime(String value, double perSecond) {
    assertThat(parse(OPERATION.with("rate", value)))
        .isEqualTo(new CorrectionPattern.Rate("rate=" + value, perSecond));
  }

  @ParameterizedTest
  @CsvSource({"ns, NS", "us, US", "ms, MS", "nanotime, NANOTIME"})
  void aPlannedStartHasAUnit(String unit, CorrectionPattern.Unit parsed) {
    OperationSpec spec = OPERATION.with("intended", "arg:2").with("intended.unit", unit);
    assertThat(parse(spec))
        .isEqualTo(
            new CorrectionPattern.Intended("intended=arg:2,intended.unit=" + unit, 2, parsed));
  }

  @ParameterizedTest
  @CsvSource({
    "expected_interval, 0ms, from 1us to 1h",
    "expected_interval, 10, from 1us to 1h",
    "expected_interval, 999ns, from 1us to 1h",
    "expected_interval, 61m, from 1us to 1h",
    "expected_interval, -1ms, from 1us to 1h",
    "expected_interval, 999999999999h, from 1us to 1h",
    "rate, 5000, 'such as 5000/s, 90/m or 1/h'",
    "rate, 0/s, 'such as 5000/s, 90/m or 1/h'",
    "rate, 5000/d, 'such as 5000/s, 90/m or 1/h'",
    "rate, 1e3/s, 'such as 5000/s, 90/m or 1/h'",
    "rate, 5/ms, 'such as 5000/s, 90/m or 1/h'",
    "rate, 5./s, 'such as 5000/s, 90/m or 1/h'",
    "rate, 1.5.2/s, 'such as 5000/s, 90/m or 1/h'",
    "intended, arg:255, 'allowed are arg:0 to arg:254'",
    "intended, arg:0.planned, 'allowed are arg:0 to arg:254'",
    "intended, return, 'allowed are arg:0 to arg:254'",
  })
  void aValueThatIsNotUnderstoodIsNamed(String key, String value, String allowed) {
    assertThatThrownBy(() -> parse(OPERATION.with(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(key + " is '" + value + "', allowed ")
        .hasMessageContaining(allowed);
  }

  @Test
  void aUnitThatIsNotUnderstoodIsNamed() {
    OperationSpec spec = OPERATION.with("intended", "arg:0");
    assertThatThrownBy(() -> parse(spec.with("intended.unit", "s")))
        .hasMessage(
            "intended.unit is 's', allowed are ns, us and ms since 1970, and nanotime for"
                + " System.nanoTime()");
    assertThatThrownBy(() -> parse(spec))
        .hasMessageStartingWith("intended is 'arg:0' without an intended.unit, allowed are");
    assertThatThrownBy(() -> parse(OPERATION.with("intended.unit", "ms")))
        .hasMessage("intended.unit is 'ms' without an intended= that it is the unit of");
  }

  @Test
  void aSubscriptionHasNoPlannedStart() {
    OperationSpec spec = OPERATION.with("intended", "arg:0").with("intended.unit", "ms");
    assertThatThrownBy(() -> parse(spec.with("async", "replace")))
        .hasMessageStartingWith("intended is 'arg:0' and async is 'replace', allowed is one of");
    assertThat(parse(OPERATION.with("rate", "5/s").with("async", "replace"))).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "expected_interval, 10ms, rate, 5/s",
    "expected_interval, 10ms, intended, arg:0",
    "rate, 5/s, intended, arg:0",
  })
  void onlyOneOfTheThreeIsAllowed(String key, String value, String other, String otherValue) {
    assertThatThrownBy(() -> parse(OPERATION.with(key, value).with(other, otherValue)))
        .hasMessage(
            "%s is '%s' and %s is '%s', allowed is one of expected_interval, rate and intended",
            key, value, other, otherValue);
  }
}
