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
 * live; of G1's old generation, after its last mixed or full one. ZGC and Shenandoah collect while
 * the program allocates, so what they leave in use tells nothing: there the heap always has room.
 */
final class MemoryPools implements HostRoom.Source {
  /** A young or mixed collection of G1 leaves garbage; only the full ones tell what is live. */
  private static final String G1_FULL = "G1 Old Generation";

  private final List<MemoryPoolMXBean> collected = new ArrayList<>();
  private boolean isConcurrent;
  private final List<MemoryPoolMXBean> classes = new ArrayList<>();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();

  MemoryPools() {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      String name = pool.getName();
      if (name.equals("Metaspace") || name.equals("Compressed Class Space")) {
        classes.add(pool);
      } else if (pool.getType() == MemoryType.HEAP) {
        collected.add(pool);
        isConcurrent |= name.startsWith("Z") || name.startsWith("Shenandoah");
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
    long most = Runtime.getRuntime().maxMemory();
    long left = isConcurrent ? Long.MAX_VALUE : most - live;
    return new HostRoom(left, most, metaspace(), collections());
  }

  private long collections() {
    long all = 0;
    for (GarbageCollectorMXBean collector : collectors) {
      if (collector.getName().equals(G1_FULL)) {
        return collector.getCollectionCount();
      }
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
