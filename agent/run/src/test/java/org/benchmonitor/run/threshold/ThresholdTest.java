package org.benchmonitor.run.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.benchmonitor.run.threshold.Metric.Kind;
import org.benchmonitor.run.threshold.Threshold.Action;
import org.benchmonitor.run.threshold.Threshold.Comparison;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {
  @Test
  void everythingIsUnderstood() {
    Threshold threshold =
        Threshold.parse("slow=p99.9 of read one <= 1.5ms over 10s after 1m, webhook,stop");
    assertThat(threshold)
        .isEqualTo(
            new Threshold(
                "slow",
                "p99.9 of read one <= 1.5ms over 10s after 1m",
                new Metric(Kind.QUANTILE, 99.9),
                "read one",
                Comparison.AT_MOST,
                1_500_000,
                Duration.ofSeconds(10),
                Duration.ZERO,
                Duration.ofMinutes(1),
                Set.of(Action.WEBHOOK, Action.STOP)));
    assertThat(Threshold.parse(threshold.text())).isEqualTo(threshold);
  }

  @Test
  void withoutBlanksItIsTheSame() {
    Threshold with = Threshold.parse("p99 of read < 50ms over 10s");
    Threshold without = Threshold.parse("p99(read)<50ms/10s");
    assertThat(without.name()).isEqualTo("p99(read)<50ms/10s");
    assertThat(without.metric()).isEqualTo(with.metric());
    assertThat(without.operation()).isEqualTo(with.operation()).isEqualTo("read");
    assertThat(without.limit()).isEqualTo(with.limit()).isEqualTo(50e6);
    assertThat(without.over()).isEqualTo(with.over()).isEqualTo(Duration.ofSeconds(10));
    assertThat(Threshold.parse("p99 of \"a<b\" < 50ms").operation()).isEqualTo("a<b");
  }

  @ParameterizedTest
  @CsvSource({
    "p50 < 100ns, QUANTILE, 100",
    "p99.99<2s, QUANTILE, 2e9",
    "mean < 800us, MEAN, 800000",
    "max <= 1h, MAX, 3.6e12",
    "throughput > 1000/s, THROUGHPUT, 1000",
    "throughput>6000/m/10s, THROUGHPUT, 100",
    "throughput(read) >= 7, THROUGHPUT, 7",
    "errors < 1%, ERROR_SHARE, 1",
    "errors of read < 5 over 10s, ERRORS, 5",
    "errors <= 0, ERRORS, 0",
    "in_flight < 100 for 5s, IN_FLIGHT, 100",
    "stuck <= 0, STUCK, 0",
    "cpu < 80%, CPU, 80",
    "heap < 90 over 1m, HEAP, 90",
    "gc < 0.5%, GC, 0.5",
    "stall < 200ms, STALL, 2e8"
  })
  void everyMetricHasItsUnit(String text, Kind kind, double limit) {
    Threshold threshold = Threshold.parse(text);
    assertThat(threshold.metric().kind()).isEqualTo(kind);
    assertThat(threshold.limit()).isEqualTo(limit);
    assertThat(threshold.condition()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "|column 1: nothing is no metric, allowed are p50",
        "p100 < 5ms|column 1: 'p100' is no metric",
        "p99x < 5ms|column 1: 'p99x' is no metric",
        "p9.9.9 < 5ms|column 1: 'p9.9.9' is no metric",
        "p.9 < 5ms|column 1: 'p.9' is no metric",
        "slow= latency < 5ms|column 7: 'latency' is no metric",
        "p99 50ms|column 5: '50ms' is there, wanted is one of < <= > >=",
        "p99|column 4: nothing is there, wanted is one of",
        "p99 of < 5ms|column 5: the name of an operation is missing",
        "p99(read < 5ms|column 15: a closing parenthesis is missing",
        "p99 of \"read < 5ms|column 19: a closing quotation mark is missing",
        "p99 of read|column 12: one of < <= > >= is missing",
        "cpu of read < 5%|column 5: cpu is of the whole run, not of an operation",
        "p99 < |column 7: nothing is there, wanted is a number",
        "p99 < fast|column 7: 'fast' is there, wanted is a number",
        "p99 < -5ms|column 7: '-5ms' is there, wanted is a number",
        "p99 < 1.5.5ms|column 7: '1.5.5ms' is there, wanted is a number",
        "p99 < 50|column 7: '50' is there, wanted is a duration such as 50ms, in ns, us",
        "p99 < 50%|column 7: '50%' is there, wanted is a duration",
        "p99 < 5min|column 7: '5min' is there, wanted is a duration",
        "throughput > 5ms|column 14: '5ms' is there, wanted is a rate",
        "throughput > 5/d|column 14: '5/d' is there, wanted is a rate",
        "errors < 5ms|column 10: '5ms' is there, wanted is a number such as 5 or a share",
        "in_flight < 5%|column 13: '5%' is there, wanted is a number",
        "cpu < 5ms|column 7: '5ms' is there, wanted is a share",
        "cpu < 120%|column 7: with it the condition holds always or never",
        "errors < 0|column 10: with it the condition holds always or never",
        "throughput >= 0|column 15: with it the condition holds always or never",
        "p99 < 5ms over|column 15: nothing is there, wanted is a number",
        "p99 < 5ms over 5|column 16: '5' is there, allowed is a duration from 1ms to 1h",
        "p99 < 5ms over 2h|column 16: '2h' is there, allowed is a duration from 1ms to 1h",
        "p99 < 5ms over 1s over 2s|column 19: it is given twice",
        "p99 < 5ms for 1s over 2s|column 18: 'for' and 'over' do not go together",
        "p99 < 5ms overs 1s|column 11: 'overs 1s' is there, wanted is for, over, after, or",
        "p99 < 5ms, page|column 12: 'page' is no action, allowed are mark, log, webhook,",
        "p99 < 5ms,|column 11: nothing is no action",
        "p99 < 5ms, stop now|column 17: 'now' is there, wanted is for, over",
      })
  void whatIsWrongIsNamedWithItsColumn(String text, String fault) {
    assertThatThrownBy(() -> Threshold.parse(text == null ? "" : text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(fault);
  }

  @Test
  void aTextWithoutEndIsRefused() {
    assertThatThrownBy(() -> Threshold.parse("p99 of " + "x".repeat(600) + " < 5ms"))
        .hasMessage("it has 613 characters, allowed are 500");
  }
}
