package org.benchmonitor.instrument;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Some classes, by their loaders, which are held weakly; any thread.
 *
 * <p>By name, because a class that is being loaded is not there yet.
 */
final class ClassesByLoader {
  private final Map<@Nullable ClassLoader, Set<String>> names = new WeakHashMap<>();

  synchronized void add(@Nullable ClassLoader loader, String className) {
    Set<String> ofLoader = names.get(loader);
    if (ofLoader == null) {
      ofLoader = new HashSet<>();
      names.put(loader, ofLoader);
    }
    ofLoader.add(className);
  }

  synchronized boolean contains(Class<?> type) {
    Set<String> ofLoader = names.get(type.getClassLoader());
    return ofLoader != null && ofLoader.contains(type.getName());
  }

  synchronized void remove(Class<?> type) {
    Set<String> ofLoader = names.get(type.getClassLoader());
    if (ofLoader != null) {
      ofLoader.remove(type.getName());
    }
  }
}
