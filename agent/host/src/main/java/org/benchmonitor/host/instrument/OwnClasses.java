package org.benchmonitor.host.instrument;

import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own classes, which are never instrumented, listed or offered; immutable.
 *
 * <p>Told by who has defined them, never by a name alone: a loader, a package or a class of the
 * host may bear any name.
 */
@SuppressWarnings("ReferenceEquality") // a host's loader may call itself equal to any
public final class OwnClasses {
  private final @Nullable ClassLoader core;
  private final @Nullable CodeSource entry;

  /**
   * Of the boot loader's, by name and by internal name: both are asked for thousands of classes.
   */
  private final Set<String> boot;

  private final Set<String> bootInternal;

  /**
   * Makes it.
   *
   * @param core the loader of the agent's core, or null if that is not apart from the host's
   * @param entry where the classes come from that lie on the host's class path, or null
   * @param boot the names of the classes that the boot loader has of the agent
   */
  public OwnClasses(@Nullable ClassLoader core, @Nullable CodeSource entry, Set<String> boot) {
    this.core = core;
    this.entry = entry;
    this.boot = Set.copyOf(boot);
    Set<String> internal = new HashSet<>();
    for (String name : boot) {
      internal.add(name.replace('.', '/'));
    }
    this.bootInternal = internal;
  }

  /** Whether a class that is being transformed is one of them; the arguments are the JVM's. */
  boolean contains(
      @Nullable ClassLoader loader, String internalName, @Nullable ProtectionDomain domain) {
    if (loader == null) {
      return bootInternal.contains(internalName);
    }
    return loader == core || (domain != null && isEntry(domain.getCodeSource()));
  }

  boolean contains(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    if (loader == null) {
      return boot.contains(type.getName());
    }
    return loader == core || isEntry(type.getProtectionDomain().getCodeSource());
  }

  /** The same object: a class loader has one for each place that it reads from. */
  private boolean isEntry(@Nullable CodeSource source) {
    return source != null && source == entry;
  }
}
