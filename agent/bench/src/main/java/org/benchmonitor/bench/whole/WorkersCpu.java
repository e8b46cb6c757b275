package org.benchmonitor.bench.whole;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The CPU time of a runner's worker threads over its life; Linux only, else empty. */
final class WorkersCpu {
  private static final String WORKERS = "worker-";
  private static final long EVERY_MILLIS = 100;

  private final NavigableMap<Long, Long> cpuByTime = new TreeMap<>();

  private WorkersCpu() {}

  /** Looks at the host until its workers or itself have ended. */
  static WorkersCpu follow(HostJvm host) throws IOException, InterruptedException {
    WorkersCpu seen = new WorkersCpu();
    while (host.isAlive()) {
      long time = System.nanoTime();
      long cpu = nanos(host);
      if (cpu > 0) {
        seen.cpuByTime.put(time, cpu);
      } else if (!seen.cpuByTime.isEmpty()) {
        break;
      }
      Thread.sleep(EVERY_MILLIS);
    }
    return seen;
  }

  private static long nanos(HostJvm host) throws IOException {
    try {
      return ProcThreads.of(host.pid()).nanosOf(WORKERS);
    } catch (NoSuchFileException ended) {
      return 0;
    }
  }

  /** The nanoseconds of all workers in the last so many milliseconds of their lives. */
  OptionalDouble nanosInTheLast(double millis) {
    if (cpuByTime.size() < 2) {
      return OptionalDouble.empty();
    }
    Map.Entry<Long, Long> end = cpuByTime.lastEntry();
    Map.Entry<Long, Long> begin = cpuByTime.floorEntry(end.getKey() - (long) (millis * 1e6));
    return OptionalDouble.of(end.getValue() - (begin == null ? 0.0 : begin.getValue()));
  }
}
