package org.benchmonitor.host.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Documents as the JDK's own maps, for code that knows no class of the agent's. Stateless. */
final class Maps {
  private Maps() {}

  /** An object; numbers are {@code Long} or {@code Double}. */
  static Map<String, Object> of(ObjectNode node) {
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
