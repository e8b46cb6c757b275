package org.benchmonitor.bootstrap;

import java.util.Set;

/** Inspects the class of a callback without running host code. Any thread; stateless. */
final class CallbackClass {
  private static final Set<String> PROTOCOLS =
      Set.of(
          "java.util.concurrent.Flow$Subscriber",
          "org.reactivestreams.Subscriber",
          "kotlin.coroutines.Continuation");

  private CallbackClass() {}

  /** The protocol whose parties recognise one another, to which the interface belongs; or null. */
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

  /** An interface of the class that is neither {@code type} nor above it; or null. */
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
   * Whether the class and all above it are hidden or anonymous, so that no program can name them.
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
