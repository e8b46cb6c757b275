package org.benchmonitor.host.instrument.targets;

/** An implementor that delegates to another. */
public class CachingStore implements Store {
  private final Store store = new MapStore();

  @Override
  public String get(String key) {
    return store.get(key);
  }
}
