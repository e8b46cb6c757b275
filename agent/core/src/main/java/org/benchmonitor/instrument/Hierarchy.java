package org.benchmonitor.instrument;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether a class is a subtype of a named type.
 *
 * <p>Any thread that loads classes. The types above a class that is being loaded may not be there
 * yet and must not be loaded here, so they are read as resources of the class's loader, once per
 * loader and type. What could not be read is asked for again: it may be there the next time. A
 * class that is loaded tells by itself.
 */
final class Hierarchy {
  private final ByLoader<Map<String, List<String>>> parentsByLoader =
      new ByLoader<>() {
        @Override
        Map<String, List<String>> fresh() {
          return new ConcurrentHashMap<>();
        }
      };
  private final Map<String, Boolean> targetsOfJdk = new ConcurrentHashMap<>();

  boolean isSubtype(ClassHeader header, @Nullable ClassLoader loader, String target) {
    Deque<String> ahead = new ArrayDeque<>(header.parents());
    Set<String> seen = new HashSet<>(ahead);
    while (!ahead.isEmpty()) {
      String type = ahead.remove();
      if (type.equals(target)) {
        return true;
      }
      if (mayBeBelow(type, target)) {
        for (String parent : parentsOf(type, loader)) {
          if (seen.add(parent)) {
            ahead.add(parent);
          }
        }
      }
    }
    return false;
  }

  /** Of a class that is loaded, and of all that is above it. */
  static boolean isSubtype(@Nullable Class<?> loaded, String target) {
    if (loaded == null) {
      return false;
    }
    if (loaded.getName().equals(target) || isSubtype(loaded.getSuperclass(), target)) {
      return true;
    }
    for (Class<?> parent : loaded.getInterfaces()) {
      if (isSubtype(parent, target)) {
        return true;
      }
    }
    return false;
  }

  /** What {@code java} has above a class is never a subtype of a type of the host. */
  private boolean mayBeBelow(String type, String target) {
    return !type.equals("java/lang/Object") && (!type.startsWith("java/") || isOfJdk(target));
  }

  private boolean isOfJdk(String target) {
    Boolean known = targetsOfJdk.get(target);
    if (known == null) {
      known = JdkClasses.hasPackage(JdkClasses.packageOf(target));
      targetsOfJdk.put(target, known);
    }
    return known;
  }

  private List<String> parentsOf(String name, @Nullable ClassLoader loader) {
    Map<String, List<String>> known = parentsByLoader.of(loader);
    List<String> parents = known.get(name);
    if (parents == null) {
      ClassHeader header = ClassFiles.header(name, loader);
      if (header == null) {
        return List.of();
      }
      parents = List.copyOf(header.parents());
      known.put(name, parents);
    }
    return parents;
  }
}
