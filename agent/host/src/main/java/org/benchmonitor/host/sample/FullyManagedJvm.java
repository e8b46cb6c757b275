package org.benchmonitor.host.sample;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** What {@code jdk.management} adds: the use of the CPU, and each garbage collection. */
final class FullyManagedJvm extends ManagedJvm {
  private final OperatingSystemMXBean machine =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final @Nullable LinuxProcessors processors = LinuxProcessors.find();

  @Override
  long processCpuNanos() {
    return machine.getProcessCpuTime();
  }

  @Override
  double machineCpuShare() {
    return processors == null ? machine.getCpuLoad() : processors.busyShare();
  }

  /** One call of the JVM for all threads. */
  @Override
  long[] cpuNanos(long[] ids) {
    return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
        ? threads.getThreadCpuTime(ids)
        : super.cpuNanos(ids);
  }

  @Override
  GcListening listenForGc(PendingMarks marks, Ticker ticker) {
    GcMarks listening = new GcMarks(marks, ticker);
    listening.listen();
    return listening;
  }
}
