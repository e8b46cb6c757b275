package org.benchmonitor.bootstrap;

import java.util.Set;

/** What can be said of the class of a callback without running code of the host's; any thread. */
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

  /**
   * Whether no program can name the class, nor one above it: it is a lambda's or an anonymous one.
   */
  static boolean isNameless(Class<?> callback) {
    for (Class<?> c = callback; c != null && c != Object.class; c = c.getSuperclass()) {
      if (!c.isHidden() && !Names.isAnonymous(c.getName())) {
        return false;
      }
    }
    return true;
  }
}
