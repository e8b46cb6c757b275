package org.benchmonitor.run.model;

import java.util.List;

/**
 * The JVM and the machine at the end of an interval; shares are percent. What is not known is
 * negative, or an empty list; heap and stalls are known to every JVM.
 *
 * @param processCpuPercent of the whole machine, over the interval
 * @param agentCpuPercent of one core, used by the agent's own threads over the interval
 */
public record SystemFigures(
    double processCpuPercent,
    double machineCpuPercent,
    int cores,
    long heapUsedBytes,
    long heapCommittedBytes,
    long heapMaxBytes,
    List<Collector> collectors,
    int liveThreads,
    int daemonThreads,
    int peakThreads,
    long loadedClasses,
    long stallCount,
    long stallNanos,
    long longestStallNanos,
    long uptimeMillis,
    double agentCpuPercent) {
  /** One garbage collector since the start of the JVM. */
  public record Collector(String name, long count, long millis) {}

  /** Before the first measurement. */
  public static final SystemFigures UNKNOWN =
      new SystemFigures(-1, -1, 1, 0, 0, -1, List.of(), -1, -1, -1, -1, 0, 0, 0, -1, -1);
}
