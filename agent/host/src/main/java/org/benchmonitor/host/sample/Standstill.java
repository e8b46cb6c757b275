package org.benchmonitor.host.sample;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * How long the JVM has stood still at safepoints, as its own counter has it in milliseconds; any
 * thread.
 *
 * <p>The bean is not one of those that the platform promises. Where it is missing, nothing is told.
 */
final class Standstill {
  private static final String BEAN = "sun.management.HotspotRuntimeMBean";
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final @Nullable MethodHandle millis = find();

  private static @Nullable MethodHandle find() {
    try {
      Class<?> type = Class.forName(BEAN);
      Object bean = ManagementBeans.find("getHotspotRuntimeMBean", type);
      if (bean == null) {
        return null;
      }
      MethodHandle get =
          MethodHandles.lookup()
              .findVirtual(type, "getTotalSafepointTime", MethodType.methodType(long.class))
              .bindTo(bean);
      return (long) get.invoke() < 0 ? null : get;
    } catch (Throwable refused) {
      return null;
    }
  }

  /** Since the start of the JVM; -1 where it is not known. */
  long nanos() {
    if (millis == null) {
      return -1;
    }
    try {
      return (long) millis.invoke() * NANOS_PER_MILLI;
    } catch (Throwable refused) {
      return -1;
    }
  }
}
