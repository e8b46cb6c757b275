package org.benchmonitor.setup.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies the context of an entry, so that it can neither change nor grow. */
final class Context {
  private static final int MOST_KEYS = 16;
  private static final int LONGEST_VALUE = 500;

  private Context() {}

  static Map<String, Object> copy(Map<String, ?> given) {
    if (given.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    for (Map.Entry<String, ?> entry : given.entrySet()) {
      if (copy.size() == MOST_KEYS) {
        break;
      }
      copy.put(Text.cut(String.valueOf(entry.getKey()), LONGEST_VALUE), plain(entry.getValue()));
    }
    return Collections.unmodifiableMap(copy);
  }

  private static Object plain(Object value) {
    if (value instanceof Integer
        || value instanceof Long
        || value instanceof Double
        || value instanceof Boolean) {
      return value;
    }
    return Text.cut(String.valueOf(value), LONGEST_VALUE);
  }
}
