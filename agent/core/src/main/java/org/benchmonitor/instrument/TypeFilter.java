package org.benchmonitor.instrument;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which patterns a class may have methods for, by its name and head alone.
 *
 * <p>Called for every class that the host loads, on the loading thread: compares names first, and
 * reads the class file only where a pattern asks for more than the name.
 */
final class TypeFilter {
  private final List<Matches> all;
  private final Hierarchy hierarchy = new Hierarchy();
  private final boolean readsHeaders;

  TypeFilter(List<Matches> all) {
    this.all = List.copyOf(all);
    // A loop: the host's main waits, and the first stream and lambda of a JVM take milliseconds.
    boolean headers = false;
    for (Matches matches : all) {
      headers |= !isSure(matches.pattern().type());
    }
    this.readsHeaders = headers;
  }

  List<Matches> candidates(String internalName, @Nullable ClassLoader loader, byte[] bytes) {
    List<Matches> candidates = List.of();
    ClassHeader header = null;
    for (Matches matches : all) {
      TypePattern type = matches.pattern().type();
      boolean fits =
          switch (type.kind()) {
            case EXACT -> type.internalName().equals(internalName);
            case WILDCARD ->
                !isOfJdk(internalName) && type.glob().matches(internalName.replace('/', '.'));
            case SUBTYPES, ANNOTATED -> false;
          };
      if (!fits && readsHeaders && !isSure(type)) {
        header = header == null ? header(bytes) : header;
        fits = header != null && fits(type, internalName, loader, header);
      }
      if (fits) {
        candidates = candidates.isEmpty() ? new ArrayList<>() : candidates;
        candidates.add(matches);
      }
    }
    return candidates;
  }

  private static boolean isSure(TypePattern type) {
    return type.kind() == TypePattern.Kind.EXACT || type.kind() == TypePattern.Kind.WILDCARD;
  }

  private boolean fits(
      TypePattern type, String internalName, @Nullable ClassLoader loader, ClassHeader header) {
    if (type.kind() == TypePattern.Kind.SUBTYPES) {
      return type.internalName().equals(internalName)
          || hierarchy.isSubtype(header, loader, type.internalName());
    }
    return header.contains(type.descriptor().getBytes(StandardCharsets.UTF_8));
  }

  /** The same for a class that is loaded already; true where only its class file would tell. */
  boolean mayMatch(Class<?> loaded) {
    String internalName = loaded.getName().replace('.', '/');
    for (Matches matches : all) {
      TypePattern type = matches.pattern().type();
      boolean may =
          switch (type.kind()) {
            case EXACT -> type.internalName().equals(internalName);
            case WILDCARD -> !isOfJdk(internalName) && type.glob().matches(loaded.getName());
            case SUBTYPES -> isSubtype(loaded, type.name());
            case ANNOTATED -> !isOfJdk(internalName);
          };
      if (may) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSubtype(@Nullable Class<?> loaded, String name) {
    if (loaded == null) {
      return false;
    }
    if (loaded.getName().equals(name) || isSubtype(loaded.getSuperclass(), name)) {
      return true;
    }
    for (Class<?> parent : loaded.getInterfaces()) {
      if (isSubtype(parent, name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfJdk(String internalName) {
    return internalName.startsWith("java/")
        || internalName.startsWith("javax/")
        || internalName.startsWith("jdk/")
        || internalName.startsWith("sun/")
        || internalName.startsWith("com/sun/");
  }

  private static @Nullable ClassHeader header(byte[] bytes) {
    try {
      return new ClassHeader(bytes);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException unreadable) {
      return null;
    }
  }
}
