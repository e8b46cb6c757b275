package org.benchmonitor.setup.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * YAML to maps, lists and strings by Jackson's streaming parser; loaded for {@code config} alone.
 *
 * <p>Scalars stay as they are written. Otherwise {@code 010} or {@code 1e3} would be a number here
 * and a text in another source. Aliases are refused, because the parser returns their names.
 */
final class JacksonYaml {
  private static final int DEEPEST = 8;

  /** Nothing is recycled: that is kept by the thread, which is the host's own. */
  private static final YAMLFactory FACTORY =
      YAMLFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build();

  private JacksonYaml() {}

  static Map<String, Object> parse(byte[] bytes) throws IOException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      JsonToken first = parser.nextToken();
      if (first == null || first == JsonToken.VALUE_NULL) {
        return Map.of();
      }
      if (first != JsonToken.START_OBJECT) {
        throw new IOException("it has no lines such as 'digits: 3'");
      }
      Map<String, Object> document = mapping(parser, 1);
      if (parser.nextToken() != null) {
        throw new IOException("it contains more than one document");
      }
      return document;
    } catch (JacksonException broken) {
      throw new IOException(message(broken), broken);
    }
  }

  private static Map<String, Object> mapping(JsonParser parser, int depth) throws IOException {
    Map<String, Object> mapping = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      if (mapping.put(key, node(parser, depth)) != null) {
        throw new IOException("it has the key '" + Shown.of(key) + "' twice");
      }
    }
    return mapping;
  }

  private static List<Object> sequence(JsonParser parser, int depth) throws IOException {
    List<Object> sequence = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      sequence.add(node(parser, depth));
    }
    return sequence;
  }

  private static Object node(JsonParser parser, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("it is nested more than " + DEEPEST + " deep");
    }
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw new IOException("it has an alias, which is not supported" + line(parser));
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return mapping(parser, depth + 1);
    }
    if (token == JsonToken.START_ARRAY) {
      return sequence(parser, depth + 1);
    }
    @Nullable String text = token == JsonToken.VALUE_NULL ? "" : parser.getString();
    return text == null ? "" : text;
  }

  private static String line(JsonParser parser) {
    return " (line " + parser.currentTokenLocation().getLineNr() + ")";
  }

  private static String message(JacksonException broken) {
    @Nullable TokenStreamLocation at = broken.getLocation();
    @Nullable String text = broken.getOriginalMessage();
    String firstLine = text == null ? "" : text.lines().findFirst().orElse("");
    return "it is not YAML"
        + (at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr())
        + (firstLine.isEmpty() ? "" : ": " + Shown.of(firstLine))
        + "; quote values that begin with one of @ ` ' \" % { [ & * ! | >";
  }
}
