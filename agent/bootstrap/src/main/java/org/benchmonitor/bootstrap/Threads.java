package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Hides how JDK 17 and later JDKs differ about threads. Any thread; never blocks. */
final class Threads {
  private static final MethodHandle IS_VIRTUAL = find("isVirtual", boolean.class);
  private static final MethodHandle THREAD_ID = threadId();

  private Threads() {}

  private static MethodHandle find(String name, Class<?> result) {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(Thread.class, name, MethodType.methodType(result));
    } catch (ReflectiveOperationException absentBefore19) {
      return null;
    }
  }

  /**
   * Reads the JVM's identifier of a thread: from 19 on by a final method, before by the field,
   * which must be opened to this module. Null if neither is available.
   */
  private static MethodHandle threadId() {
    MethodHandle method = find("threadId", long.class);
    if (method != null) {
      return method;
    }
    try {
      return MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
          .findGetter(Thread.class, "tid", long.class);
    } catch (ReflectiveOperationException | RuntimeException notOpened) {
      return null;
    }
  }

  /** Whether {@link #id} is the JVM's own, and so unique for every thread. */
  static boolean haveUniqueIds() {
    return THREAD_ID != null;
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

  /** The identifier; if not unique, a thread class of the host may override it. */
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
