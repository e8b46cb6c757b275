package org.benchmonitor.host.record;

/**
 * What recorded runs may take.
 *
 * @param mostBytes of one run, about; beyond it older intervals are merged
 * @param mostRuns in the directory
 * @param mostBytesTogether of all runs in the directory
 * @param leastFree bytes of the disk that are left to others
 * @param bytesPerSecond what is written at most, in the long run; snapshots are merged beyond it
 */
public record RecordBounds(
    long mostBytes, int mostRuns, long mostBytesTogether, long leastFree, long bytesPerSecond) {
  private static final long LEAST_FREE = 1 << 30;
  private static final long BYTES_PER_SECOND = 200_000;

  /** Those that no option sets are as they should be everywhere. */
  public RecordBounds(long mostBytes, int mostRuns, long mostBytesTogether) {
    this(
        Math.min(mostBytes, mostBytesTogether),
        mostRuns,
        mostBytesTogether,
        LEAST_FREE,
        BYTES_PER_SECOND);
  }
}
