package org.benchmonitor.setup.config;

import java.util.HashMap;
import java.util.Map;

/** The system properties of this JVM that may be options. */
final class JvmProperties {
  private JvmProperties() {}

  static Map<String, String> monitors() {
    Map<String, String> found = new HashMap<>();
    try {
      for (Map.Entry<Object, Object> property : System.getProperties().entrySet()) {
        if (property.getKey() instanceof String key
            && key.startsWith(PrefixedSource.PROPERTY_PREFIX)
            && property.getValue() instanceof String value) {
          found.put(key, value);
        }
      }
    } catch (RuntimeException hostReplacedThem) {
      return found;
    }
    return found;
  }
}
