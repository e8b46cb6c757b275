package org.benchmonitor.host.instrument.targets;

/** An implementor by its super class. */
public class MapStore extends BaseStore {
  @Override
  public String get(String key) {
    return key.isEmpty() ? null : key;
  }

  @Override
  public void close() {}
}
