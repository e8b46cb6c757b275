package org.benchmonitor.host.alert;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import org.benchmonitor.host.instrument.HostTypes;
import org.jspecify.annotations.Nullable;

/** Public static methods of the host that are told something. Stateless. */
final class HostMethods {
  private HostMethods() {}

  /**
   * The first one of a name that takes some parameters and then a text or a map; null if the type
   * has none.
   *
   * @param first the types of the parameters before the last
   */
  static @Nullable Method find(
      Instrumentation instrumentation, Class<?> type, String name, Class<?>... first) {
    for (Method method : type.getMethods()) {
      Class<?>[] taken = method.getParameterTypes();
      if (method.getName().equals(name)
          && Modifier.isStatic(method.getModifiers())
          && taken.length == first.length + 1
          && Arrays.equals(Arrays.copyOf(taken, first.length), first)
          && (takesText(method) || taken[first.length] == Map.class)) {
        return HostTypes.accessible(instrumentation, method);
      }
    }
    return null;
  }

  /** Whether its last parameter is a text. */
  static boolean takesText(Method method) {
    return method.getParameterTypes()[method.getParameterCount() - 1] == String.class;
  }

  /** What has gone wrong with a call, in words. */
  static String reason(Throwable failure) {
    return failure instanceof InvocationTargetException
        ? "it threw " + failure.getCause()
        : failure.toString();
  }
}
