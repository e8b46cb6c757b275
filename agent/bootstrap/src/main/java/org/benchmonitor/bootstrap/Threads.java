package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** What JDK 17 and later JDKs say differently about threads. */
final class Threads {
  private static final MethodHandle IS_VIRTUAL = find("isVirtual", boolean.class);
  private static final MethodHandle THREAD_ID = find("threadId", long.class);

  private Threads() {}

  private static MethodHandle find(String name, Class<?> result) {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(Thread.class, name, MethodType.methodType(result));
    } catch (ReflectiveOperationException absentBefore19) {
      return null;
    }
  }

  static boolean isVirtual(Thread thread) {
    if (IS_VIRTUAL == null) {
      return false;
    }
    try {
      return (boolean) IS_VIRTUAL.invokeExact(thread);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** The identifier; {@code getId} may be overridden by the host's thread class. */
  @SuppressWarnings("deprecation")
  static long id(Thread thread) {
    if (THREAD_ID == null) {
      return thread.getId();
    }
    try {
      return (long) THREAD_ID.invokeExact(thread);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }
}
