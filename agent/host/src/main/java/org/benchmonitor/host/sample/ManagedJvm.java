package org.benchmonitor.host.sample;

import java.lang.management.ClassLoadingMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.model.SystemFigures;

/** What the management beans of the module {@code java.management} know. */
class ManagedJvm extends JvmFacts {
  private final MemoryMXBean memory = ManagementBeans.memory();
  private final ThreadMXBean threads = ManagementBeans.threads();
  private final ClassLoadingMXBean classes = ManagementBeans.classes();
  private final RuntimeMXBean runtime = ManagementBeans.runtime();
  private final List<GarbageCollectorMXBean> collectors = ManagementBeans.collectors();

  @Override
  Heap heap() {
    MemoryUsage heap = memory.getHeapMemoryUsage();
    return new Heap(heap.getUsed(), heap.getCommitted(), heap.getMax());
  }

  @Override
  List<SystemFigures.Collector> collectors() {
    List<SystemFigures.Collector> figures = new ArrayList<>();
    for (GarbageCollectorMXBean collector : collectors) {
      figures.add(
          new SystemFigures.Collector(
              collector.getName(),
              Math.max(0, collector.getCollectionCount()),
              Math.max(0, collector.getCollectionTime())));
    }
    return List.copyOf(figures);
  }

  @Override
  int liveThreads() {
    return threads.getThreadCount();
  }

  @Override
  int daemonThreads() {
    return threads.getDaemonThreadCount();
  }

  @Override
  int peakThreads() {
    return threads.getPeakThreadCount();
  }

  @Override
  long loadedClasses() {
    return classes.getLoadedClassCount();
  }

  @Override
  long uptimeMillis() {
    return runtime.getUptime();
  }

  @Override
  @SuppressWarnings("deprecation") // its successor came with 19; agent threads only
  long[] cpuNanos(List<Thread> ofThreads) {
    if (!threads.isThreadCpuTimeSupported()) {
      return super.cpuNanos(ofThreads);
    }
    long[] nanos = new long[ofThreads.size()];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = threads.getThreadCpuTime(ofThreads.get(i).getId());
    }
    return nanos;
  }

  @Override
  long ownCpuNanos() {
    return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : -1;
  }
}
