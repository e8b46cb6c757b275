package org.benchmonitor.host.instrument;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Loads the targets anew, as a host's own loader would, and calls their methods. */
final class Targets extends ClassLoader {
  static final String PACKAGE = "org.benchmonitor.host.instrument.targets.";

  private final String hidden;

  Targets() {
    this("");
  }

  /** Makes a loader that does not find classes of a package, as some containers' do. */
  Targets(String hidden) {
    super("targets", Targets.class.getClassLoader());
    this.hidden = hidden;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!hidden.isEmpty() && name.startsWith(hidden)) {
      throw new ClassNotFoundException(name);
    }
    if (!name.startsWith(PACKAGE)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known != null ? known : define(name);
    }
  }

  /** The class file of a target. */
  byte[] bytes(String simpleName) throws ClassNotFoundException {
    return read(PACKAGE + simpleName);
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] bytes = read(name);
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] read(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  Class<?> type(String simpleName) {
    try {
      return loadClass(PACKAGE + simpleName);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  Object make(String simpleName) {
    try {
      return type(simpleName).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** Calls the method of this name that takes so many arguments of these kinds. */
  static Object call(Object target, String name, Object... arguments) throws Throwable {
    for (Method method : target.getClass().getMethods()) {
      if (method.getName().equals(name) && fits(method.getParameterTypes(), arguments)) {
        try {
          return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
          throw e.getCause();
        }
      }
    }
    throw new AssertionError("no method " + name);
  }

  private static boolean fits(Class<?>[] types, Object[] arguments) {
    if (types.length != arguments.length) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      boolean fits =
          types[i].isPrimitive()
              ? arguments[i] instanceof Integer == (types[i] == int.class)
              : arguments[i] == null || types[i].isInstance(arguments[i]);
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
