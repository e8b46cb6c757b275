package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The CPU time of a runner's worker threads over its life; Linux only, else empty. */
final class WorkersCpu {
  private static final String WORKERS = "worker-";
  private static final long EVERY_MILLIS = 100;

  // A worker that has ended keeps what it was last seen with: the workers do not end together.
  private final Map<String, Long> lastSeen = new HashMap<>();
  private final NavigableMap<Long, Long> cpuByTime = new TreeMap<>();

  private WorkersCpu() {}

  /** Looks at the host until its workers or itself have ended. */
  static WorkersCpu follow(HostJvm host) throws IOException, InterruptedException {
    WorkersCpu seen = new WorkersCpu();
    while (host.isAlive()) {
      Map<String, Long> alive = alive(host);
      if (!alive.isEmpty()) {
        seen.lastSeen.putAll(alive);
        seen.cpuByTime.put(
            System.nanoTime(), seen.lastSeen.values().stream().mapToLong(Long::longValue).sum());
      } else if (!seen.cpuByTime.isEmpty()) {
        break;
      }
      Thread.sleep(EVERY_MILLIS);
    }
    return seen;
  }

  private static Map<String, Long> alive(HostJvm host) throws IOException {
    try {
      return ProcThreads.of(host.pid()).nanosOf(WORKERS);
    } catch (NoSuchFileException ended) {
      return Map.of();
    }
  }

  /** The nanoseconds of all workers in the last so many milliseconds of their lives. */
  OptionalDouble nanosInTheLast(double millis) {
    if (cpuByTime.size() < 2) {
      return OptionalDouble.empty();
    }
    Map.Entry<Long, Long> end = cpuByTime.lastEntry();
    return OptionalDouble.of(end.getValue() - at(end.getKey() - (long) (millis * 1e6)));
  }

  /** The nanoseconds up to a time, between two readings in proportion. */
  private double at(long time) {
    Map.Entry<Long, Long> before = cpuByTime.floorEntry(time);
    Map.Entry<Long, Long> after = cpuByTime.higherEntry(time);
    if (before == null || after == null) {
      return before == null ? 0 : before.getValue();
    }
    double share = (double) (time - before.getKey()) / (after.getKey() - before.getKey());
    return before.getValue() + share * (after.getValue() - before.getValue());
  }
}
