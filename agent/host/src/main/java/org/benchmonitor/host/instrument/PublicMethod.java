package org.benchmonitor.host.instrument;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * A public method without arguments of whatever class a value turns out to be of.
 *
 * <p>Any thread. Looked up once per class; the JDK keeps the handle with the class, so it does not
 * keep the class alive.
 */
final class PublicMethod implements PathReader.Step {
  private static final MethodType TYPE = MethodType.methodType(Object.class, Object.class);

  private final String name;
  private final ClassValue<MethodHandle> handles =
      new ClassValue<>() {
        @Override
        protected MethodHandle computeValue(Class<?> type) {
          return find(type);
        }
      };

  PublicMethod(String name) {
    this.name = name;
  }

  /**
   * Calls the method.
   *
   * @throws IllegalStateException if the value has no such method or it throws
   */
  @Override
  public @Nullable Object from(Object value) {
    try {
      return (Object) handles.get(value.getClass()).invokeExact(value);
    } catch (Throwable failure) {
      throw new IllegalStateException(
          name + "() of " + value.getClass().getName() + " failed: " + failure, failure);
    }
  }

  private MethodHandle find(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      MethodHandle handle = declaredIn(at);
      if (handle != null) {
        return handle;
      }
    }
    throw new IllegalStateException(type.getName() + " has no public method " + name + "()");
  }

  private @Nullable MethodHandle declaredIn(Class<?> type) {
    MethodHandle handle = handle(type);
    for (Class<?> parent : type.getInterfaces()) {
      handle = handle != null ? handle : declaredIn(parent);
    }
    return handle;
  }

  private @Nullable MethodHandle handle(Class<?> type) {
    try {
      Method method = type.getDeclaredMethod(name);
      if (!Modifier.isPublic(method.getModifiers()) || !method.trySetAccessible()) {
        return null;
      }
      return MethodHandles.lookup().unreflect(method).asType(TYPE);
    } catch (NoSuchMethodException | IllegalAccessException notHere) {
      return null;
    }
  }
}
