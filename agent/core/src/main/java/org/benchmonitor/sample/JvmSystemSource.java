package org.benchmonitor.sample;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.model.SystemFigures;

/** Asks the JVM's own management beans; made and called on the sampler's thread. */
final class JvmSystemSource implements SystemSource {
  private final OperatingSystemMXBean machine =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
  private final RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final ThreadGroup agentThreads;
  private final HiccupMeter hiccups;
  private final Ticker ticker;

  private Map<Long, Long> cpuNanosBefore;
  private long nanosBefore;
  private long processCpuNanosBefore;
  private long processNanosBefore;

  JvmSystemSource(ThreadGroup agentThreads, HiccupMeter hiccups, Ticker ticker) {
    this.agentThreads = agentThreads;
    this.hiccups = hiccups;
    this.ticker = ticker;
    // What the threads have used before is no part of the first interval.
    this.nanosBefore = ticker.nanos();
    this.cpuNanosBefore = cpuNanos();
    this.processNanosBefore = nanosBefore;
    this.processCpuNanosBefore = machine.getProcessCpuTime();
  }

  @Override
  public SystemFigures read() {
    MemoryUsage heap = memory.getHeapMemoryUsage();
    return new SystemFigures(
        processCpuPercent(),
        percent(machine.getCpuLoad()),
        Runtime.getRuntime().availableProcessors(),
        heap.getUsed(),
        heap.getCommitted(),
        heap.getMax(),
        collectors(),
        threads.getThreadCount(),
        threads.getDaemonThreadCount(),
        threads.getPeakThreadCount(),
        classes.getLoadedClassCount(),
        hiccups.count(),
        hiccups.totalNanos(),
        hiccups.longestNanos(),
        runtime.getUptime(),
        agentCpuPercent());
  }

  private static double percent(double share) {
    return share < 0 || Double.isNaN(share) ? -1 : share * 100;
  }

  /**
   * The CPU time of the process since the last call, in percent of all processors that it may use.
   *
   * <p>Not {@code getProcessCpuLoad}, which in a container reads the files of its control group
   * anew: that took 0.7 ms of each tick, this takes 5 us.
   */
  private double processCpuPercent() {
    long cpuNanos = machine.getProcessCpuTime();
    long now = ticker.nanos();
    long possible = (now - processNanosBefore) * Runtime.getRuntime().availableProcessors();
    double share =
        cpuNanos < 0 || possible <= 0
            ? -1
            : Math.min(1, (double) (cpuNanos - processCpuNanosBefore) / possible);
    processCpuNanosBefore = cpuNanos;
    processNanosBefore = now;
    return percent(share);
  }

  private List<SystemFigures.Collector> collectors() {
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

  /** The CPU time of the agent's own threads since the last call, in percent of one core. */
  private double agentCpuPercent() {
    Map<Long, Long> cpuNanos = cpuNanos();
    long spent = 0;
    for (Map.Entry<Long, Long> thread : cpuNanos.entrySet()) {
      spent += thread.getValue() - cpuNanosBefore.getOrDefault(thread.getKey(), 0L);
    }
    cpuNanosBefore = cpuNanos;
    long now = ticker.nanos();
    double percent = now <= nanosBefore ? 0 : 100.0 * spent / (now - nanosBefore);
    nanosBefore = now;
    return percent;
  }

  private Map<Long, Long> cpuNanos() {
    Thread[] own = new Thread[64];
    int length = agentThreads.enumerate(own, true);
    Map<Long, Long> cpuNanos = new HashMap<>();
    for (int i = 0; i < length; i++) {
      long id = idOf(own[i]);
      long nanos = threads.getThreadCpuTime(id);
      if (nanos >= 0) {
        cpuNanos.put(id, nanos);
      }
    }
    return cpuNanos;
  }

  @SuppressWarnings("deprecation") // its successor came with 19; these are our own threads
  private static long idOf(Thread thread) {
    return thread.getId();
  }
}
