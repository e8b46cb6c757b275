package org.benchmonitor.bootstrap;

import java.security.CodeSource;
import java.util.Set;

/** What can be said of the class of a callback without running or loading anything; any thread. */
final class CallbackClass {
  private static final Set<String> PROTOCOLS =
      Set.of(
          "java.util.concurrent.Flow$Subscriber",
          "org.reactivestreams.Subscriber",
          "kotlin.coroutines.Continuation");

  private CallbackClass() {}

  /** The protocol that an interface belongs to, whose parties know one another; or null. */
  static String protocol(Class<?> type) {
    if (PROTOCOLS.contains(type.getName())) {
      return type.getName();
    }
    for (Class<?> parent : type.getInterfaces()) {
      String protocol = protocol(parent);
      if (protocol != null) {
        return protocol;
      }
    }
    return null;
  }

  /** An interface of a class that is neither a type nor above it, or null. */
  static Class<?> otherInterface(Class<?> callback, Class<?> type) {
    for (Class<?> c = callback; c != null; c = c.getSuperclass()) {
      for (Class<?> one : c.getInterfaces()) {
        if (!one.isAssignableFrom(type)) {
          return one;
        }
      }
    }
    return null;
  }

  /** Whether no program can name the class: it is a lambda's or an anonymous one. */
  static boolean isNameless(Class<?> callback) {
    return callback.isHidden() || Names.isAnonymous(callback.getName());
  }

  /**
   * Whether a class has been made without knowing the callback's: that comes from another place,
   * and not from a loader above, whose classes everybody may know.
   *
   * @param owner the other class, or null if that is not known
   */
  @SuppressWarnings("ReferenceEquality") // equals of a loader is host code
  static boolean isStranger(Class<?> callback, Class<?> owner) {
    ClassLoader loader = callback.getClassLoader();
    if (owner == null || loader == null) {
      return false;
    }
    if (loader == owner.getClassLoader()) {
      String place = place(callback);
      String ownersPlace = place(owner);
      return place != null && ownersPlace != null && !place.equals(ownersPlace);
    }
    ClassLoader above = owner.getClassLoader();
    while (above != null && above != loader) {
      above = above.getParent();
    }
    return above == null;
  }

  private static String place(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    // As text: URLs are compared by asking for the addresses of their hosts.
    return source == null || source.getLocation() == null ? null : source.getLocation().toString();
  }
}
