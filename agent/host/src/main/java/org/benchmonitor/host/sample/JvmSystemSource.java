package org.benchmonitor.host.sample;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.host.thread.AgentThreads;
import org.benchmonitor.run.model.SystemFigures;
import org.benchmonitor.run.model.SystemUse;

/** Makes figures of what the JVM says of itself; called under the sampler's lock. */
final class JvmSystemSource implements SystemSource {
  private final JvmFacts jvm;
  private final AgentThreads agentThreads;
  private final HiccupMeter hiccups;
  private final Ticker ticker;

  private IdentityHashMap<Thread, Long> cpuNanosBefore;
  private long nanosBefore;
  private long processCpuNanosBefore;
  private long processNanosBefore;
  private SystemFigures before;

  JvmSystemSource(JvmFacts jvm, AgentThreads agentThreads, HiccupMeter hiccups, Ticker ticker) {
    this.jvm = jvm;
    this.agentThreads = agentThreads;
    this.hiccups = hiccups;
    this.ticker = ticker;
    // What the threads used before is not part of the first interval.
    this.nanosBefore = ticker.nanos();
    this.cpuNanosBefore = cpuNanos();
    this.processNanosBefore = nanosBefore;
    this.processCpuNanosBefore = jvm.processCpuNanos();
    this.before = atStart(jvm.collectors());
  }

  /** The collections before this source was made are no part of the first interval. */
  private static SystemFigures atStart(List<SystemFigures.Collector> collectors) {
    return new SystemFigures(
        SystemUse.UNKNOWN, 1, 0, 0, -1, collectors, -1, -1, -1, -1, 0, 0, 0, -1);
  }

  @Override
  public SystemFigures read() {
    JvmFacts.Heap heap = jvm.heap();
    HiccupMeter.Stalls stalls = hiccups.take();
    SystemFigures now =
        new SystemFigures(
            SystemUse.UNKNOWN,
            Runtime.getRuntime().availableProcessors(),
            heap.used(),
            heap.committed(),
            heap.max(),
            jvm.collectors(),
            jvm.liveThreads(),
            jvm.daemonThreads(),
            jvm.peakThreads(),
            jvm.loadedClasses(),
            stalls.count(),
            stalls.totalNanos(),
            stalls.longestNanos(),
            jvm.uptimeMillis());
    SystemFigures used = now.with(use(now, stalls.longestSinceNanos()));
    before = now;
    return used;
  }

  private SystemUse use(SystemFigures now, long longestStallNanos) {
    return new SystemUse(
        processCpuPercent(),
        percent(jvm.machineCpuShare()),
        agentCpuPercent(),
        now.heapUsedBytes(),
        since(before.collections(), now.collections()),
        since(before.collectionMillis(), now.collectionMillis()),
        now.stallCount() - before.stallCount(),
        now.stallNanos() - before.stallNanos(),
        longestStallNanos);
  }

  private static long since(long before, long now) {
    return before < 0 || now < 0 ? -1 : Math.max(0, now - before);
  }

  private static double percent(double share) {
    return share < 0 || Double.isNaN(share) ? -1 : share * 100;
  }

  /**
   * The CPU time of the process since the last call, in percent of all processors that it may use.
   *
   * <p>Not {@code getProcessCpuLoad}: in a container that reads the files of the control group
   * anew, which took 0.7 ms of each tick; this takes 5 us.
   */
  private double processCpuPercent() {
    long cpuNanos = jvm.processCpuNanos();
    if (cpuNanos < 0) {
      // The next one that is known is of all the time since the last.
      return -1;
    }
    long now = ticker.nanos();
    long possible = (now - processNanosBefore) * Runtime.getRuntime().availableProcessors();
    double share =
        processCpuNanosBefore < 0 || possible <= 0
            ? -1
            : Math.min(1, (double) (cpuNanos - processCpuNanosBefore) / possible);
    processCpuNanosBefore = cpuNanos;
    processNanosBefore = now;
    return percent(share);
  }

  /** The CPU time of the agent's own threads since the last call, in percent of one core. */
  private double agentCpuPercent() {
    IdentityHashMap<Thread, Long> cpuNanos = cpuNanos();
    long spent = 0;
    for (Map.Entry<Thread, Long> thread : cpuNanos.entrySet()) {
      spent += thread.getValue() - cpuNanosBefore.getOrDefault(thread.getKey(), 0L);
    }
    cpuNanosBefore = cpuNanos;
    long now = ticker.nanos();
    double percent = now <= nanosBefore ? 0 : 100.0 * spent / (now - nanosBefore);
    nanosBefore = now;
    // Empty means unknown: some agent thread is alive.
    return cpuNanos.isEmpty() ? -1 : percent;
  }

  private IdentityHashMap<Thread, Long> cpuNanos() {
    List<Thread> alive = agentThreads.alive();
    long[] nanos = jvm.cpuNanos(alive);
    IdentityHashMap<Thread, Long> known = new IdentityHashMap<>();
    for (int i = 0; i < nanos.length; i++) {
      if (nanos[i] >= 0) {
        known.put(alive.get(i), nanos[i]);
      }
    }
    return known;
  }
}
