package org.benchmonitor.host.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpEndpointTest {
  private static final Instant NOW = Instant.parse("2026-01-18T15:30:45Z");

  @ParameterizedTest
  @CsvSource({
    "http://localhost:4318, http://localhost:4318/v1/metrics",
    "http://localhost:4318/, http://localhost:4318/v1/metrics",
    "https://otlp.example/otlp, https://otlp.example/otlp/v1/metrics",
    "https://otlp.example/otlp/, https://otlp.example/otlp/v1/metrics",
    "http://p:9090/api/v1/otlp/v1/metrics, http://p:9090/api/v1/otlp/v1/metrics",
    "http://p:9090/api/v1/otlp/v1/metrics/, http://p:9090/api/v1/otlp/v1/metrics",
    "https://x/otlp?key=a%20b, https://x/otlp/v1/metrics?key=a%20b",
    "http://[::1]:4318/a%2Fb, http://[::1]:4318/a%2Fb/v1/metrics",
  })
  void theOneForMetricsIsMadeOfTheOneForAllSignals(String given, String used) {
    assertThat(OtlpEndpoint.of(given)).isEqualTo(used);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "0, 0",
    "7, 7",
    " 7 , 7",
    "301, 300",
    "99999999999999999999, 0",
    "-5, 0",
    "soon, 0",
    "'Sun, 18 Jan 2026 15:31:00 GMT', 15",
    "'Sun, 18 Jan 2026 15:30:00 GMT', 0",
    "'Mon, 18 Jan 2027 15:30:00 GMT', 300",
  })
  void aReceiverMaySayWhen(String retryAfter, long seconds) {
    assertThat(OtlpEndpoint.pause(retryAfter, NOW)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void onlyWhatPassesMayBeSentAgain() {
    assertThat(IntStream.range(100, 600).filter(OtlpEndpoint::mayBeSentAgain))
        .containsExactly(429, 502, 503, 504);
  }
}
