package org.benchmonitor.host.instrument;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.setup.pattern.TypePattern;
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

  /**
   * The patterns that a class may have methods for.
   *
   * @param redefined the class, if it is loaded already: it tells what its class files may not
   */
  List<Matches> candidates(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      String internalName,
      @Nullable Class<?> redefined,
      byte[] bytes) {
    List<Matches> candidates = List.of();
    ClassHeader header = null;
    for (Matches matches : all) {
      TypePattern type = matches.pattern().type();
      try {
        boolean fits = isNamed(type, module, loader, internalName);
        if (!fits && readsHeaders && !isSure(type)) {
          header = header == null ? ClassFiles.header(bytes) : header;
          fits =
              header != null && fitsHeader(type, module, loader, internalName, redefined, header);
        }
        if (fits) {
          candidates = candidates.isEmpty() ? new ArrayList<>() : candidates;
          candidates.add(matches);
        }
      } catch (Throwable failure) {
        // Of this pattern alone, such as want of memory: the others may mean the class by its name.
        hierarchy.noteUnread();
      }
    }
    return candidates;
  }

  private static boolean isNamed(
      TypePattern type,
      @Nullable Module module,
      @Nullable ClassLoader loader,
      String internalName) {
    return switch (type.kind()) {
      case EXACT -> type.internalName().equals(internalName);
      case WILDCARD ->
          type.glob().matches(internalName.replace('/', '.'))
              && !JdkClasses.isOfJdk(module, loader);
      case SUBTYPES, ANNOTATED -> false;
    };
  }

  /** For the patterns of which a name tells nothing. */
  private boolean fitsHeader(
      TypePattern type,
      @Nullable Module module,
      @Nullable ClassLoader loader,
      String internalName,
      @Nullable Class<?> redefined,
      ClassHeader header) {
    return type.kind() == TypePattern.Kind.SUBTYPES
        ? isSubtype(type, internalName, loader, redefined, header)
        : isAnnotated(type, module, loader, header);
  }

  /**
   * Whether a class was loaded of which it could not be told for certain that no pattern means it;
   * said once.
   */
  boolean takeDoubt() {
    return hierarchy.takeUnread();
  }

  private static boolean isSure(TypePattern type) {
    return type.kind() == TypePattern.Kind.EXACT || type.kind() == TypePattern.Kind.WILDCARD;
  }

  private boolean isSubtype(
      TypePattern type,
      String internalName,
      @Nullable ClassLoader loader,
      @Nullable Class<?> redefined,
      ClassHeader header) {
    return redefined == null
        ? type.internalName().equals(internalName)
            || hierarchy.isSubtype(header, loader, type.internalName())
        : Hierarchy.isSubtype(redefined, type.name());
  }

  private static boolean isAnnotated(
      TypePattern type, @Nullable Module module, @Nullable ClassLoader loader, ClassHeader header) {
    return header.contains(type.descriptor().getBytes(StandardCharsets.UTF_8))
        && !JdkClasses.isOfJdk(module, loader);
  }

  /** The same for a class that is loaded already; true where only its class file would tell. */
  boolean mayMatch(Class<?> loaded) {
    for (Matches matches : all) {
      TypePattern type = matches.pattern().type();
      if (type.kind() == TypePattern.Kind.ANNOTATED
          ? !JdkClasses.isOfJdk(loaded)
          : means(type, loaded)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a pattern means a class that it has never been applied to. */
  boolean hasMissed(Class<?> loaded) {
    for (Matches matches : all) {
      if (means(matches.pattern().type(), loaded) && !matches.applied().contains(loaded)) {
        return true;
      }
    }
    return false;
  }

  /** The patterns that a loaded class is meant by for certain. */
  List<Matches> meaning(Class<?> loaded) {
    List<Matches> meaning = new ArrayList<>();
    for (Matches matches : all) {
      if (means(matches.pattern().type(), loaded) || matches.applied().contains(loaded)) {
        meaning.add(matches);
      }
    }
    return meaning;
  }

  /** Only a class file says which annotations there are, so that none is meant for certain. */
  private static boolean means(TypePattern type, Class<?> loaded) {
    return switch (type.kind()) {
      case EXACT -> type.name().equals(loaded.getName());
      case WILDCARD -> type.glob().matches(loaded.getName()) && !JdkClasses.isOfJdk(loaded);
      case SUBTYPES -> Hierarchy.isSubtype(loaded, type.name());
      case ANNOTATED -> false;
    };
  }
}
