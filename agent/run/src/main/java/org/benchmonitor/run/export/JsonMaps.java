package org.benchmonitor.run.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Documents as the JDK's own maps, for code that knows no class of the agent's. Stateless. */
public final class JsonMaps {
  private JsonMaps() {}

  /** The object that a line of JSON is; numbers are {@code Long} or {@code Double}. */
  public static Map<String, Object> read(String json) {
    return of((ObjectNode) Json.read(json.getBytes(StandardCharsets.UTF_8)));
  }

  /** An object; numbers are {@code Long} or {@code Double}. */
  public static Map<String, Object> of(ObjectNode node) {
    Map<String, Object> map = new LinkedHashMap<>();
    node.properties().forEach(one -> map.put(one.getKey(), value(one.getValue())));
    return map;
  }

  private static @Nullable Object value(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return of(object);
    }
    if (node.isArray()) {
      List<@Nullable Object> all = new ArrayList<>();
      node.forEach(one -> all.add(value(one)));
      return all;
    }
    if (node.isIntegralNumber()) {
      return node.asLong();
    }
    if (node.isNumber()) {
      return node.asDouble();
    }
    return node.isBoolean() ? (Object) node.asBoolean() : node.isNull() ? null : node.asString("");
  }
}
