package org.benchmonitor.host.instrument;

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
 * loader and type. What could not be read is asked for again: it may be there the next time; and a
 * note is made, for a class that is loaded tells by itself.
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
  private volatile boolean unread;

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
  static boolean isSubtype(Class<?> loaded, String target) {
    return new Ascent(target).reaches(loaded);
  }

  /** One way up from a loaded class. */
  private static final class Ascent {
    private final String target;
    private @Nullable Set<Class<?>> passed;

    Ascent(String target) {
      this.target = target;
    }

    boolean reaches(Class<?> from) {
      for (Class<?> type = from; type != null; type = type.getSuperclass()) {
        if (type.getName().equals(target)) {
          return true;
        }
        Class<?>[] interfaces = type.getInterfaces();
        if (interfaces.length > 0 && type.isInterface() && !isFirst(type)) {
          return false;
        }
        for (Class<?> parent : interfaces) {
          if (reaches(parent)) {
            return true;
          }
        }
      }
      return false;
    }

    /**
     * Interfaces that extend others are passed once: the ways up through diamonds double with each
     * level. Most classes have none, and need no set.
     */
    private boolean isFirst(Class<?> type) {
      Set<Class<?>> known = passed;
      if (known == null) {
        known = new HashSet<>();
        passed = known;
      }
      return known.add(type);
    }
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
        noteUnread();
        return List.of();
      }
      parents = List.copyOf(header.parents());
      known.put(name, parents);
    }
    return parents;
  }

  /** The answer for a class may be wrong: it has to be asked itself, once it is loaded. */
  void noteUnread() {
    unread = true;
  }

  /** Whether there is a note, which is then taken away. */
  boolean takeUnread() {
    if (!unread) {
      return false;
    }
    unread = false;
    return true;
  }
}
