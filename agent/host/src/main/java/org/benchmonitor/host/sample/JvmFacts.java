package org.benchmonitor.host.sample;

import java.util.List;
import org.benchmonitor.run.model.SystemFigures;

/**
 * What the JVM says of itself without any module but {@code java.base}; who has more modules knows
 * more. What is not known is negative, or empty. The sampler's thread, but where it is said.
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

  /** How much of all processors is busy, from 0 to 1. */
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

  /** The CPU time of a thread so far. */
  long cpuNanos(Thread thread) {
    return -1;
  }

  /** The CPU time of the calling thread so far; any thread. */
  long ownCpuNanos() {
    return -1;
  }

  /**
   * PendingMarks each pause of a garbage collector from now on, until what is returned is closed.
   */
  GcListening listenForGc(PendingMarks marks) {
    return () -> {};
  }

  /** Ends without an exception. */
  interface GcListening extends AutoCloseable {
    @Override
    void close();
  }
}
