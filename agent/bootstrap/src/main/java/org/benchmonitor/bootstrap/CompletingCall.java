package org.benchmonitor.bootstrap;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;

/** Finds which call of a callback ends its operation. Any thread; stateless. */
final class CompletingCall {
  private CompletingCall() {}

  /**
   * Decides on a callback that can have a stand-in.
   *
   * <p>A default method runs on the stand-in where the JDK allows it, so that the calls it makes
   * are seen. Elsewhere, or if the callback overrides it, the callback's own runs and its calls are
   * not seen. Then any call ends the operation.
   *
   * @param named the method that the user has named, or null: the only one that an implementation
   *     must have, or any if there are several
   */
  static CallbackVerdict verdict(Class<?> type, Class<?> callback, String named) {
    boolean hasDefaults = false;
    boolean runsDefaults = true;
    for (Method one : type.getMethods()) {
      if (one.isDefault()) {
        hasDefaults = true;
        runsDefaults &= isOpen(type) && isOpen(one.getDeclaringClass()) && keeps(callback, one);
      }
    }
    Set<String> candidates = candidates(type);
    boolean isOnly = candidates.size() == 1 && (!hasDefaults || runsDefaults);
    String completing = isOnly ? candidates.iterator().next() : null;
    return CallbackVerdict.yes(
        named == null ? completing : named, named != null, hasDefaults && runsDefaults);
  }

  /** The methods that an implementation must have, sorted by name. */
  static Set<String> candidates(Class<?> type) {
    Set<String> names = new TreeSet<>();
    for (Method one : type.getMethods()) {
      if (Modifier.isAbstract(one.getModifiers()) && !isOfObject(one)) {
        names.add(one.getName());
      }
    }
    return names;
  }

  private static boolean isOpen(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && type.getModule().isExported(type.getPackageName(), CompletingCall.class.getModule());
  }

  private static boolean isOfObject(Method one) {
    try {
      return Object.class.getMethod(one.getName(), one.getParameterTypes()) != null;
    } catch (NoSuchMethodException itsOwn) {
      return false;
    }
  }

  /** Whether the class inherits the default method instead of overriding it. */
  private static boolean keeps(Class<?> callback, Method one) {
    try {
      return callback.getMethod(one.getName(), one.getParameterTypes()).isDefault();
    } catch (NoSuchMethodException notSeen) {
      return false;
    }
  }
}
