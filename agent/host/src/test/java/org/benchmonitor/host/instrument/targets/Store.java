package org.benchmonitor.host.instrument.targets;

/** A type with implementors. */
public interface Store {
  String get(String key);

  default String getOr(String key, String other) {
    String value = get(key);
    return value == null ? other : value;
  }
}
