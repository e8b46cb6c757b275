package org.benchmonitor.host.instrument;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** A public method without arguments. */
final class PublicMethod extends HostMember {
  private final String name;

  PublicMethod(String name) {
    super(name + "()");
    this.name = name;
  }

  @Override
  @Nullable MethodHandle declaredIn(Class<?> type) {
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
