package org.benchmonitor.host.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.benchmonitor.setup.config.Secret;
import org.junit.jupiter.api.Test;

class RedactionTest {
  private static final Redaction REDACTION =
      Redaction.of(
          "https://collector/p%20ath/v1/metrics?key=abcd",
          List.of(new Secret("Bearer tokentoken"), new Secret("7")));

  @Test
  void whatWasSentIsNotShown() {
    assertThat(REDACTION.of("no tokentoken at https://collector/p%20ath/v1/metrics?key=abcd"))
        .isEqualTo("no *** at ***");
    assertThat(REDACTION.of("/p ath/v1/metrics, key=abcd")).isEqualTo("***, ***");
    assertThat(REDACTION.of("Bearer tokentoken")).isEqualTo("***");
  }

  @Test
  void aNumberIsNoSecret() {
    assertThat(REDACTION.of("it answered 507")).isEqualTo("it answered 507");
  }

  @Test
  void itIsOneShortLine() {
    assertThat(REDACTION.of("a\r\nb\u001b[0m")).isEqualTo("a  b [0m");
    assertThat(REDACTION.of("x".repeat(300))).hasSize(203).endsWith("x...");
  }
}
