package org.benchmonitor.run.timeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A bounded cache that evicts the least recently used entry. Any thread. */
final class LruCache<K, V> {
  private final Map<K, V> known;

  LruCache(int most) {
    this.known = new Bounded<>(most);
  }

  private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    Bounded(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }

  /** Returns the cached value, or makes it without a lock; two threads may both make it. */
  V get(K key, Supplier<V> make) {
    synchronized (known) {
      V there = known.get(key);
      if (there != null) {
        return there;
      }
    }
    V made = make.get();
    synchronized (known) {
      known.put(key, made);
    }
    return made;
  }

  List<V> values() {
    synchronized (known) {
      return new ArrayList<>(known.values());
    }
  }

  int size() {
    synchronized (known) {
      return known.size();
    }
  }

  void clear() {
    synchronized (known) {
      known.clear();
    }
  }
}
