package org.benchmonitor.host.instrument;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * A type and all that are above it, interfaces before the superclass, each once: where interfaces
 * meet again, as in Scala's collections, there are more ways up than a walk along each of them
 * comes to an end with. One thread.
 */
final class TypesAbove {
  private final Set<String> names = new LinkedHashSet<>();
  private final List<TypeDescription> types = new ArrayList<>();
  private @Nullable String missing;

  private TypesAbove() {}

  static TypesAbove of(TypeDescription type) {
    TypesAbove all = new TypesAbove();
    all.add(type);
    return all;
  }

  private void add(TypeDescription type) {
    try {
      if (!names.add(type.getName())) {
        return;
      }
      types.add(type);
      for (TypeDescription.Generic above : type.getInterfaces()) {
        add(above.asErasure());
      }
      TypeDescription.Generic parent = type.getSuperClass();
      if (parent != null) {
        add(parent.asErasure());
      }
    } catch (TypePool.Resolution.NoSuchTypeException absent) {
      missing = missing == null ? absent.getName() : missing;
    }
  }

  boolean has(Class<?> type) {
    return names.contains(type.getName());
  }

  /** Of all, also of those without a class file. */
  Set<String> names() {
    return Collections.unmodifiableSet(names);
  }

  /** Those of which there is a class file. */
  List<TypeDescription> types() {
    return Collections.unmodifiableList(types);
  }

  /** The first type of which there is no class file, so what is above that is unknown; or null. */
  @Nullable String missing() {
    return missing;
  }
}
