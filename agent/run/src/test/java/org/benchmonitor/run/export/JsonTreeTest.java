package org.benchmonitor.run.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads what Jackson's mapper reads, and refuses what it refuses. */
class JsonTreeTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        " \"a\\u00e4\\n\u20ac\" ",
        "{\"a\":[1,-1,1.5,1e300,2147483648,9223372036854775808,true,false,null,{\"b\":{}}],\"c\":\"\"}",
        "{\"twice\":1,\"twice\":2}",
        ""
      })
  void readsWhatTheMapperReads(String text) {
    assertThat(JsonTree.read(utf8(text))).isEqualTo(MAPPER.readTree(utf8(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[1",
        "{\"a\"}",
        "{\"a\":}",
        "[1,]",
        "nul",
        "1 2",
        "{} {}",
        "}",
        "\"a",
        "'a'"
      })
  void refusesWhatTheMapperRefuses(String text) {
    assertThatThrownBy(() -> MAPPER.readTree(utf8(text))).isInstanceOf(JacksonException.class);
    assertThatThrownBy(() -> JsonTree.read(utf8(text))).isInstanceOf(JacksonException.class);
  }

  @Test
  void refusesADepthThatWouldEndTheStack() {
    assertThatThrownBy(() -> JsonTree.read(utf8("[".repeat(100_000))))
        .isInstanceOf(JacksonException.class)
        .hasMessageContaining("depth");
  }
}
