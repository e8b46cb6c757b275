package org.benchmonitor.host.sample;

import java.util.Arrays;
import java.util.List;
import org.benchmonitor.run.model.SystemFigures;

/**
 * What the JVM says of itself with {@code java.base} alone; subclasses use more modules. Unknown
 * values are negative or empty. The figures are read under the sampler's lock, unless it says
 * otherwise.
 */
class JvmFacts {
  /** The heap, in bytes. */
  record Heap(long used, long committed, long max) {}

  Heap heap() {
    Runtime runtime = Runtime.getRuntime();
    long committed = runtime.totalMemory();
    return new Heap(committed - runtime.freeMemory(), committed, runtime.maxMemory());
  }

  /** The CPU time of the process so far. */
  long processCpuNanos() {
    return -1;
  }

  /** The busy share of all processors, from 0 to 1. */
  double machineCpuShare() {
    return -1;
  }

  List<SystemFigures.Collector> collectors() {
    return List.of();
  }

  int liveThreads() {
    return -1;
  }

  int daemonThreads() {
    return -1;
  }

  int peakThreads() {
    return -1;
  }

  long loadedClasses() {
    return -1;
  }

  long uptimeMillis() {
    return -1;
  }

  /** The CPU time of each of these threads so far. */
  long[] cpuNanos(List<Thread> ofThreads) {
    long[] unknown = new long[ofThreads.size()];
    Arrays.fill(unknown, -1);
    return unknown;
  }

  /** The CPU time of the calling thread so far; any thread. */
  long ownCpuNanos() {
    return -1;
  }

  /** Marks each garbage collection from now on, until the result is closed. */
  GcListening listenForGc(PendingMarks marks, Ticker ticker) {
    return () -> {};
  }

  /** Closes without an exception. */
  interface GcListening extends AutoCloseable {
    @Override
    void close();
  }
}
