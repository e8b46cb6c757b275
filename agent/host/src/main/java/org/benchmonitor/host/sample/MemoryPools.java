package org.benchmonitor.host.sample;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the room from the JVM's memory pools.
 *
 * <p>What is in use now is mostly garbage. What was in use after each pool's last collection is
 * live. G1 is the exception: it does not collect its old generation as a whole before the heap is
 * full. What is in use there now may be garbage until the next collections, so the number of
 * collections is told too.
 */
final class MemoryPools implements HostRoom.Source {
  private static final String G1_OLD = "G1 Old Gen";

  private final List<MemoryPoolMXBean> collected = new ArrayList<>();
  private final List<MemoryPoolMXBean> held = new ArrayList<>();
  private final List<MemoryPoolMXBean> classes = new ArrayList<>();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();

  MemoryPools() {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      String name = pool.getName();
      if (name.equals("Metaspace") || name.equals("Compressed Class Space")) {
        classes.add(pool);
      } else if (pool.getType() == MemoryType.HEAP) {
        (name.equals(G1_OLD) ? held : collected).add(pool);
      }
    }
  }

  @Override
  public HostRoom read() {
    long live = 0;
    for (MemoryPoolMXBean pool : collected) {
      MemoryUsage afterwards = pool.getCollectionUsage();
      live += afterwards == null ? 0 : afterwards.getUsed();
    }
    for (MemoryPoolMXBean pool : held) {
      live += pool.getUsage().getUsed();
    }
    long most = Runtime.getRuntime().maxMemory();
    return new HostRoom(most - live, most, metaspace(), collections());
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
