package org.benchmonitor.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.benchmonitor.run.model.LogLevel;
import org.junit.jupiter.api.Test;

class ParametersTest {
  private static Parameters of(Map<String, List<String>> query) {
    return new Parameters(
        new Request("GET", "/api/logs", query, Map.of(), Request.Body.NONE), Set.of("level"));
  }

  private static LogLevel level(String value) {
    return of(Map.of("level", List.of(value))).oneOf("level", LogLevel.INFO, LogLevel::text);
  }

  @Test
  void aMemberOfAnEnumIsFoundByItsTextInTheApi() {
    assertThat(level("warn")).isEqualTo(LogLevel.WARN);
    assertThat(of(Map.of()).oneOf("level", LogLevel.INFO, LogLevel::text)).isEqualTo(LogLevel.INFO);
  }

  @Test
  void anotherTextIsRefusedWithAllThatAreAllowed() {
    assertThatThrownBy(() -> level("WARN"))
        .isInstanceOf(HttpError.class)
        .hasMessageContaining("level is 'WARN'")
        .hasMessageContaining("debug, info, warn, error");
  }
}
