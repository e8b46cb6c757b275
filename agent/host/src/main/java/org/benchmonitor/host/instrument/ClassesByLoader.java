package org.benchmonitor.host.instrument;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Some classes, by their loaders, which are held weakly; any thread.
 *
 * <p>By name, because a class that is being loaded is not there yet.
 */
final class ClassesByLoader {
  private final ByLoader<Set<String>> names =
      new ByLoader<>() {
        @Override
        Set<String> fresh() {
          return ConcurrentHashMap.newKeySet();
        }
      };

  void add(@Nullable ClassLoader loader, String className) {
    names.of(loader).add(className);
  }

  boolean contains(Class<?> type) {
    Set<String> ofLoader = names.find(type.getClassLoader());
    return ofLoader != null && ofLoader.contains(type.getName());
  }

  void remove(Class<?> type) {
    names.of(type.getClassLoader()).remove(type.getName());
  }
}
