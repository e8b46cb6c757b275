package org.benchmonitor.instrument;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether a class that is being loaded is a subtype of a named type, found in class files alone.
 *
 * <p>Any thread that loads classes. The types above a class may not be loaded yet and must not be
 * loaded here, so they are read as resources of the class's loader, once per loader and type.
 */
final class Hierarchy {
  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

  private final Map<ClassLoader, Map<String, List<String>>> parentsByLoader =
      Collections.synchronizedMap(new WeakHashMap<>());

  boolean isSubtype(ClassHeader header, @Nullable ClassLoader loader, String target) {
    return isSubtype(header.parents(), loader == null ? PLATFORM : loader, target);
  }

  private boolean isSubtype(List<String> parents, ClassLoader loader, String target) {
    for (String parent : parents) {
      if (parent.equals(target)) {
        return true;
      }
    }
    boolean targetOfJdk = isOfJdk(target);
    for (String parent : parents) {
      // What the JDK has above a class is never a subtype of a type of the host.
      if ((targetOfJdk || !isOfJdk(parent))
          && !parent.equals("java/lang/Object")
          && isSubtype(parentsOf(parent, loader), loader, target)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfJdk(String internalName) {
    return internalName.startsWith("java/")
        || internalName.startsWith("javax/")
        || internalName.startsWith("jdk/")
        || internalName.startsWith("sun/");
  }

  private List<String> parentsOf(String name, ClassLoader loader) {
    Map<String, List<String>> known =
        parentsByLoader.computeIfAbsent(loader, key -> new ConcurrentHashMap<>());
    List<String> parents = known.get(name);
    if (parents == null) {
      parents = read(name, loader);
      known.put(name, parents);
    }
    return parents;
  }

  private static List<String> read(String name, ClassLoader loader) {
    try (InputStream in = loader.getResourceAsStream(name + ".class")) {
      return in == null ? List.of() : new ClassHeader(in.readAllBytes()).parents();
    } catch (IOException | RuntimeException unreadable) {
      return List.of();
    }
  }
}
