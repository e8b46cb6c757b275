package org.benchmonitor.host.sample;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the room from the JVM's memory pools.
 *
 * <p>What is in use now is mostly garbage. What a pool's last collection has left is live, or at
 * most that with what a mixed collection of G1 has left in the old generation. ZGC and Shenandoah
 * collect while the program allocates, so what they leave in use tells nothing: there the heap
 * always has room.
 */
final class MemoryPools implements HostRoom.Source {
  static final String METASPACE = "Metaspace";
  static final String CLASS_SPACE = "Compressed Class Space";

  /** Counts the full collections of G1; all others leave garbage. */
  private static final String G1_FULL = "G1 Old Generation";

  private final List<MemoryPoolMXBean> heap = new ArrayList<>();
  private final List<MemoryPoolMXBean> classes = new ArrayList<>();
  private final List<GarbageCollectorMXBean> collectors = new ArrayList<>();

  MemoryPools() {
    boolean concurrent = false;
    for (MemoryPoolMXBean pool : ManagementBeans.memoryPools()) {
      String name = pool.getName();
      if (name.equals(METASPACE) || name.equals(CLASS_SPACE)) {
        classes.add(pool);
      } else if (pool.getType() == MemoryType.HEAP) {
        heap.add(pool);
        concurrent |= name.startsWith("Z") || name.startsWith("Shenandoah");
      }
    }
    if (concurrent) {
      heap.clear();
    }
    collectors.addAll(ManagementBeans.collectors());
    for (GarbageCollectorMXBean collector : List.copyOf(collectors)) {
      if (isFullOfG1(collector)) {
        collectors.retainAll(List.of(collector));
      }
    }
  }

  private static boolean isFullOfG1(GarbageCollectorMXBean collector) {
    return collector.getName().equals(G1_FULL);
  }

  @Override
  public HostRoom read() {
    // First: a collection in between must not confirm what was read before it.
    long collections = collections();
    long live = 0;
    for (MemoryPoolMXBean pool : heap) {
      MemoryUsage afterwards = pool.getCollectionUsage();
      live += afterwards == null ? 0 : afterwards.getUsed();
    }
    long most = Runtime.getRuntime().maxMemory();
    return new HostRoom(most - live, most, metaspace(), collections);
  }

  private long collections() {
    long all = 0;
    for (GarbageCollectorMXBean collector : collectors) {
      all += Math.max(0, collector.getCollectionCount());
    }
    return all;
  }

  private long metaspace() {
    long least = Long.MAX_VALUE;
    for (MemoryPoolMXBean pool : classes) {
      MemoryUsage usage = pool.getUsage();
      if (usage.getMax() >= 0) {
        // Not what is used: the limit is one of what is committed.
        least = Math.min(least, usage.getMax() - usage.getCommitted());
      }
    }
    return least;
  }
}
