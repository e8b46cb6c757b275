package org.benchmonitor.run.model;

/**
 * What the JVM and the machine did over an interval. Shares are percent. What is not known is
 * negative; heap and stalls are known to every JVM.
 *
 * <p>Merged intervals have the mean of the shares, weighted by length, the sums of the counts and
 * times, the longest stall and the most heap.
 *
 * @param processCpuPercent of the whole machine
 * @param machineCpuPercent of the whole machine
 * @param agentCpuPercent of one core, used by the agent's own threads
 * @param heapUsedBytes at the end of the interval; of merged intervals, the greatest of these
 * @param collections that ended in it, without the cycles of concurrent collectors
 * @param collectionMillis that these took
 * @param stalls that ended in it
 */
public record SystemUse(
    double processCpuPercent,
    double machineCpuPercent,
    double agentCpuPercent,
    long heapUsedBytes,
    long collections,
    long collectionMillis,
    long stalls,
    long stallNanos,
    long longestStallNanos) {
  /** Before the first measurement. */
  public static final SystemUse UNKNOWN = new SystemUse(-1, -1, -1, 0, -1, -1, 0, 0, 0);
}
