package org.benchmonitor.run.timeline;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A cache bounded by number and bytes that evicts the least recently used entry. Any thread. */
final class LruCache<K, V> {
  /** A key, its place in the map and in the order of use. */
  private static final long BYTES_OF_AN_ENTRY = 120;

  private final int most;
  private final ToLongFunction<V> sizes;
  private final Map<K, Held<V>> known = new LinkedHashMap<>(16, 0.75f, true);
  private long limit = Long.MAX_VALUE;
  private long bytes;

  private record Held<V>(V value, long bytes) {}

  /**
   * Makes an empty cache.
   *
   * @param most the greatest number of entries
   * @param sizes the bytes that a value holds
   */
  LruCache(int most, ToLongFunction<V> sizes) {
    this.most = most;
    this.sizes = sizes;
  }

  /** Returns the cached value, or makes it without a lock; two threads may both make it. */
  V get(K key, Supplier<V> make) {
    synchronized (known) {
      Held<V> there = known.get(key);
      if (there != null) {
        return there.value;
      }
    }
    V made = make.get();
    Held<V> held = new Held<>(made, BYTES_OF_AN_ENTRY + sizes.applyAsLong(made));
    synchronized (known) {
      if (held.bytes <= limit) {
        forget(known.put(key, held));
        bytes += held.bytes;
        evict();
      }
    }
    return made;
  }

  private void forget(@Nullable Held<V> removed) {
    bytes -= removed == null ? 0 : removed.bytes;
  }

  private void evict() {
    Iterator<Held<V>> eldest = known.values().iterator();
    while ((bytes > limit || known.size() > most) && eldest.hasNext()) {
      forget(eldest.next());
      eldest.remove();
    }
  }

  /** Bounds the bytes from now on, and evicts what is too much. */
  void limitTo(long most) {
    synchronized (known) {
      limit = most;
      evict();
    }
  }

  long bytes() {
    synchronized (known) {
      return bytes;
    }
  }

  void clear() {
    synchronized (known) {
      known.clear();
      bytes = 0;
    }
  }
}
