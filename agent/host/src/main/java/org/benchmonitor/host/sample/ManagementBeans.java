package org.benchmonitor.host.sample;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's management beans; any thread. Links against {@code java.management}.
 *
 * <p>{@code ManagementFactory} asks the providers of all modules first, Flight Recorder's among
 * them, which takes 25 to 35 ms of CPU in a host's first second. So the beans are taken from where
 * it takes them. Where the JDK does not let that happen, it is asked after all.
 */
final class ManagementBeans {
  private static final String HELPER = "sun.management.ManagementFactoryHelper";
  private static final MethodType OBJECT = MethodType.methodType(Object.class);

  private ManagementBeans() {}

  static MemoryMXBean memory() {
    return find("getMemoryMXBean", MemoryMXBean.class) instanceof MemoryMXBean found
        ? found
        : ManagementFactory.getMemoryMXBean();
  }

  static ThreadMXBean threads() {
    return find("getThreadMXBean", ThreadMXBean.class) instanceof ThreadMXBean found
        ? found
        : ManagementFactory.getThreadMXBean();
  }

  static ClassLoadingMXBean classes() {
    return find("getClassLoadingMXBean", ClassLoadingMXBean.class)
            instanceof ClassLoadingMXBean found
        ? found
        : ManagementFactory.getClassLoadingMXBean();
  }

  static RuntimeMXBean runtime() {
    return find("getRuntimeMXBean", RuntimeMXBean.class) instanceof RuntimeMXBean found
        ? found
        : ManagementFactory.getRuntimeMXBean();
  }

  @SuppressWarnings("unchecked") // the signature of the JDK's method
  static List<GarbageCollectorMXBean> collectors() {
    return find("getGarbageCollectorMXBeans", List.class) instanceof List<?> found
        ? (List<GarbageCollectorMXBean>) found
        : ManagementFactory.getGarbageCollectorMXBeans();
  }

  @SuppressWarnings("unchecked") // the signature of the JDK's method
  static List<MemoryPoolMXBean> memoryPools() {
    return find("getMemoryPoolMXBeans", List.class) instanceof List<?> found
        ? (List<MemoryPoolMXBean>) found
        : ManagementFactory.getMemoryPoolMXBeans();
  }

  /** Not by reflection, for which JDK 25 makes classes. Null where the JDK has no such bean. */
  static @Nullable Object find(String getter, Class<?> type) {
    try {
      MethodHandle get =
          MethodHandles.lookup()
              .findStatic(Class.forName(HELPER), getter, MethodType.methodType(type))
              .asType(OBJECT);
      return (Object) get.invokeExact();
    } catch (Throwable refused) {
      return null;
    }
  }
}
