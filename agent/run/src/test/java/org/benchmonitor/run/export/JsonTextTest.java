package org.benchmonitor.run.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The writer writes what Jackson's mapper would. */
class JsonTextTest {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();
  private static final DefaultPrettyPrinter LINES =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

  /** Pairs of surrogates but no halves, which the two replace and keep. */
  private static final String TEXTS = "a\"\\/\b\f\n\r\t\0\u001f\u007f\u0080\u00e9\u2028\uffff";

  private static Stream<Arguments> documents() {
    return DocumentsTest.documents();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void aDocumentIsWrittenAsJacksonWritesIt(String name, JsonNode document) {
    JsonNode again = MAPPER.readTree(Json.bytes(document));
    assertThat(text(Json.bytes(document)))
        .as(name)
        .isEqualTo(text(MAPPER.writeValueAsBytes(again)));
    assertThat(text(Json.pretty(document)))
        .as(name)
        .isEqualTo(text(MAPPER.writer().with(LINES).writeValueAsBytes(again)));
  }

  @Test
  void anyTreeIsWrittenAsJacksonWritesIt() {
    Random random = new Random(11);
    ArrayNode trees = Json.array();
    for (int i = 0; i < 300; i++) {
      trees.add(tree(random, 5));
    }
    byte[] lines = Json.pretty(trees);
    assertThat(lines).as("takes several pieces").hasSizeGreaterThan(20_000);
    assertThat(text(Json.bytes(trees))).isEqualTo(text(MAPPER.writeValueAsBytes(trees)));
    assertThat(text(lines)).isEqualTo(text(MAPPER.writer().with(LINES).writeValueAsBytes(trees)));
  }

  @Test
  void elementsThatAreMadeWhileTheyAreWrittenAreElements() {
    JsonNode lazy = LazyArray.of(List.of(1, 2), one -> Json.object().put("n", one));
    ObjectNode node = Json.object();
    node.set("items", lazy);
    assertThat(text(Json.bytes(node))).isEqualTo("{\"items\":[{\"n\":1},{\"n\":2}]}");
  }

  private static JsonNode tree(Random random, int depth) {
    ObjectNode node = Json.object();
    int members = random.nextInt(6);
    for (int i = 0; i < members; i++) {
      String name = word(random);
      switch (random.nextInt(depth > 0 ? 9 : 7)) {
        case 0 -> node.put(name, random.nextInt());
        case 1 -> node.put(name, random.nextLong());
        case 2 -> node.put(name, BigDecimal.valueOf(random.nextInt(), random.nextInt(40) - 20));
        case 3 -> node.put(name, random.nextBoolean());
        case 4 -> node.putNull(name);
        case 5 -> node.put(name, random.nextDouble());
        case 6 -> node.put(name, word(random));
        case 7 -> node.set(name, tree(random, depth - 1));
        default -> {
          ArrayNode array = node.putArray(name);
          for (int k = random.nextInt(4); k > 0; k--) {
            array.add(random.nextBoolean() ? tree(random, depth - 1) : Json.array().add(k));
          }
        }
      }
    }
    return node;
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      word.append(
          random.nextInt(8) == 0 ? "\ud83d\ude00" : TEXTS.charAt(random.nextInt(TEXTS.length())));
    }
    return word.toString();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
