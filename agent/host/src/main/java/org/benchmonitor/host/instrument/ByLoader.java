package org.benchmonitor.host.instrument;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value for each class loader, released with the loader; any thread, a short lock.
 *
 * <p>Loaders are compared by identity: their {@code equals} is the host's code, and may be wrong.
 */
abstract class ByLoader<V> {
  private static final Object BOOT = new Object();

  private final Map<Key, V> values = new HashMap<>();
  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

  /** The value of a loader that is new; a method, because premain must not meet a lambda. */
  abstract V fresh();

  @SuppressWarnings("ReferenceEquality")
  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(@Nullable ClassLoader loader, @Nullable ReferenceQueue<Object> gone) {
      super(loader == null ? BOOT : loader, gone);
      this.hash = System.identityHashCode(loader);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object loader = get();
      return loader != null && other instanceof Key key && key.get() == loader;
    }
  }

  /** The value of a loader, null for the boot loader; made where there is none. */
  synchronized V of(@Nullable ClassLoader loader) {
    removeGone();
    Key key = new Key(loader, gone);
    V value = values.get(key);
    if (value == null) {
      value = fresh();
      values.put(key, value);
    }
    return value;
  }

  /** The value of a loader, or null where there is none. */
  synchronized @Nullable V find(@Nullable ClassLoader loader) {
    return values.get(new Key(loader, null));
  }

  private void removeGone() {
    for (Reference<?> one = gone.poll(); one != null; one = gone.poll()) {
      values.remove(one);
    }
  }
}
