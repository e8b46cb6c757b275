package org.benchmonitor.run.model;

import java.util.List;

/**
 * The JVM and the machine: over an interval, and as they were at its end. What is not known is
 * negative, or an empty list; heap and stalls are known to every JVM.
 *
 * @param use over the interval
 * @param collectors since the start of the JVM, as are the stalls
 */
public record SystemFigures(
    SystemUse use,
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
    long uptimeMillis) {
  /** One garbage collector since the start of the JVM. */
  public record Collector(String name, long count, long millis) {
    /**
     * Whether it counts collections. HotSpot also has a bean for the cycles of each concurrent
     * collector, which run beside the program and whose pauses another bean counts.
     */
    public boolean pauses() {
      return !isOfCycles(name);
    }

    /** Whether a bean of this name counts cycles that run beside the program. */
    public static boolean isOfCycles(String name) {
      return name.contains("Cycles");
    }
  }

  /** Before the first measurement. */
  public static final SystemFigures UNKNOWN =
      new SystemFigures(SystemUse.UNKNOWN, 1, 0, 0, -1, List.of(), -1, -1, -1, -1, 0, 0, 0, -1);

  /** The collections since the start of the JVM; negative if not known. */
  public long collections() {
    long all = 0;
    for (Collector collector : collectors) {
      all += collector.pauses() ? collector.count() : 0;
    }
    return collectors.isEmpty() ? -1 : all;
  }

  /** The milliseconds of these collections; negative if not known. */
  public long collectionMillis() {
    long all = 0;
    for (Collector collector : collectors) {
      all += collector.pauses() ? collector.millis() : 0;
    }
    return collectors.isEmpty() ? -1 : all;
  }

  /** The same at the end, with another use of the time before it. */
  public SystemFigures with(SystemUse other) {
    return new SystemFigures(
        other,
        cores,
        heapUsedBytes,
        heapCommittedBytes,
        heapMaxBytes,
        collectors,
        liveThreads,
        daemonThreads,
        peakThreads,
        loadedClasses,
        stallCount,
        stallNanos,
        longestStallNanos,
        uptimeMillis);
  }
}
