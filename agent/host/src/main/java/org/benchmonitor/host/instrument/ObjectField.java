package org.benchmonitor.host.instrument;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * A field, of whatever access, of whatever class a value turns out to be of.
 *
 * <p>Any thread. Looked up once per class; the JDK keeps the handle with the class, so it does not
 * keep the class alive.
 */
final class ObjectField implements PathReader.Step {
  private static final MethodType TYPE = MethodType.methodType(Object.class, Object.class);

  private final String name;
  private final ClassValue<MethodHandle> handles =
      new ClassValue<>() {
        @Override
        protected MethodHandle computeValue(Class<?> type) {
          return find(type);
        }
      };

  ObjectField(String name) {
    this.name = name;
  }

  /**
   * Reads the field.
   *
   * @throws IllegalStateException if the value has no such field
   */
  @Override
  public @Nullable Object from(Object value) {
    try {
      return (Object) handles.get(value.getClass()).invokeExact(value);
    } catch (Throwable failure) {
      throw new IllegalStateException(
          name + " of " + value.getClass().getName() + " cannot be read: " + failure, failure);
    }
  }

  private MethodHandle find(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      MethodHandle handle = declaredIn(at);
      if (handle != null) {
        return handle;
      }
    }
    throw new IllegalStateException(type.getName() + " has no field " + name + " within reach");
  }

  private @Nullable MethodHandle declaredIn(Class<?> type) {
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
