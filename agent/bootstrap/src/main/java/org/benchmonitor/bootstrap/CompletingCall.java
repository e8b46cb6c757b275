package org.benchmonitor.bootstrap;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;

/** Which call of a callback ends its operation; looked at once per class of callbacks. */
final class CompletingCall {
  private CompletingCall() {}

  /**
   * Decides on a callback that can be stood in for.
   *
   * <p>A default method runs on the stand-in where the JDK lets it, so that what it calls, or hands
   * out to be called later, is seen. Where it does not, or where the callback brings its own, the
   * callback's runs, and since what that calls is not seen, any call ends the operation.
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

  /** The methods that an implementation must have, in the order of their names. */
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

  /** Whether a class has no method of its own instead of a default one. */
  private static boolean keeps(Class<?> callback, Method one) {
    try {
      return callback.getMethod(one.getName(), one.getParameterTypes()).isDefault();
    } catch (NoSuchMethodException notSeen) {
      return false;
    }
  }
}
