package org.benchmonitor.host.instrument;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** A field of an object, of whatever access. */
final class ObjectField extends HostMember {
  private final String name;

  ObjectField(String name) {
    super(name);
    this.name = name;
  }

  @Override
  @Nullable MethodHandle declaredIn(Class<?> type) {
    try {
      Field field = type.getDeclaredField(name);
      return !Modifier.isStatic(field.getModifiers()) && field.trySetAccessible()
          ? MethodHandles.lookup().unreflectGetter(field).asType(TYPE)
          : null;
    } catch (NoSuchFieldException | IllegalAccessException notHere) {
      return null;
    }
  }
}
