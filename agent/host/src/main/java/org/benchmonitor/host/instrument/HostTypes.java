package org.benchmonitor.host.instrument;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Types of the host that a user has named, and how their members are called. Any thread; never
 * loads or initialises a class of the host.
 */
public final class HostTypes {
  private static final String INTERNAL = "jdk.internal.misc";

  private HostTypes() {}

  /** The type of a name that the host has loaded and initialised, or null while there is none. */
  public static @Nullable Class<?> initialised(Instrumentation instrumentation, String name) {
    for (Class<?> type : LoadedClasses.of(instrumentation)) {
      if (type.getName().equals(name) && isInitialised(instrumentation, type)) {
        return type;
      }
    }
    return null;
  }

  private static boolean isInitialised(Instrumentation instrumentation, Class<?> type) {
    try {
      Module own = HostTypes.class.getModule();
      Module java = Object.class.getModule();
      if (!java.isExported(INTERNAL, own)) {
        ModuleAccess.give(instrumentation, java, Set.of(INTERNAL), Set.of(), own);
      }
      Class<?> unsafe = Class.forName(INTERNAL + ".Unsafe");
      Object only = unsafe.getMethod("getUnsafe").invoke(null);
      return Boolean.FALSE.equals(
          unsafe.getMethod("shouldBeInitialized", Class.class).invoke(only, type));
    } catch (ReflectiveOperationException unknown) {
      // Whoever names a type for this wants it to be called.
      return true;
    }
  }

  /** A public method of a class that is not, or whose package its module keeps to itself. */
  public static Method accessible(Instrumentation instrumentation, Method method) {
    open(instrumentation, method);
    return method;
  }

  /** The same of a constructor. */
  public static <T> Constructor<T> accessible(
      Instrumentation instrumentation, Constructor<T> constructor) {
    open(instrumentation, constructor);
    return constructor;
  }

  private static <T extends Executable> void open(Instrumentation instrumentation, T member) {
    Module owner = member.getDeclaringClass().getModule();
    if (owner.isNamed()) {
      String packageName = member.getDeclaringClass().getPackageName();
      ModuleAccess.give(
          instrumentation, owner, Set.of(), Set.of(packageName), HostTypes.class.getModule());
    }
    ((AccessibleObject) member).setAccessible(true);
  }
}
