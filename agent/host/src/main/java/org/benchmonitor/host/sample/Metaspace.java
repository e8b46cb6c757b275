package org.benchmonitor.host.sample;

import java.lang.management.MemoryPoolMXBean;

/** What is in use of the metaspace, in bytes; 0 where this runtime does not tell. Any thread. */
public final class Metaspace {
  private Metaspace() {}

  /** All of it, with the class space. */
  public static long used() {
    return RuntimeModules.hasManagement() ? Pools.used(MemoryPools.METASPACE) : 0;
  }

  /** The class space alone. */
  public static long usedByClasses() {
    return RuntimeModules.hasManagement() ? Pools.used(MemoryPools.CLASS_SPACE) : 0;
  }

  /** Linked only where the module is there. */
  private static final class Pools {
    static long used(String name) {
      for (MemoryPoolMXBean pool : ManagementBeans.memoryPools()) {
        if (pool.getName().equals(name)) {
          return pool.getUsage().getUsed();
        }
      }
      return 0;
    }
  }
}
