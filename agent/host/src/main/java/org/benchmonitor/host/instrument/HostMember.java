package org.benchmonitor.host.instrument;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * A member of whatever class a value turns out to be of.
 *
 * <p>Any thread. Looked up once per class; the JDK keeps the handle with the class, so it does not
 * keep the class alive.
 */
abstract class HostMember implements PathReader.Step {
  static final MethodType TYPE = MethodType.methodType(Object.class, Object.class);

  private final String what;
  private final ClassValue<MethodHandle> handles =
      new ClassValue<>() {
        @Override
        protected MethodHandle computeValue(Class<?> type) {
          return find(type);
        }
      };

  /** Makes it; {@code what} is its name in messages. */
  HostMember(String what) {
    this.what = what;
  }

  /**
   * Reads the field or calls the method.
   *
   * @throws IllegalStateException if the value has no such member or it throws
   */
  @Override
  public final @Nullable Object from(Object value) {
    try {
      return (Object) handles.get(value.getClass()).invokeExact(value);
    } catch (Throwable failure) {
      throw new IllegalStateException(
          what + " of " + value.getClass().getName() + " failed: " + failure, failure);
    }
  }

  private MethodHandle find(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      MethodHandle handle = declaredIn(at);
      if (handle != null) {
        return handle;
      }
    }
    throw new IllegalStateException(type.getName() + " has no " + what + " within reach");
  }

  /** That of one class alone, of type {@link #TYPE}, or null. */
  abstract @Nullable MethodHandle declaredIn(Class<?> type);
}
