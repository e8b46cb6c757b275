package org.benchmonitor.host.sample;

import com.sun.management.OperatingSystemMXBean;
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

  @Override
  GcListening listenForGc(PendingMarks marks, Ticker ticker) {
    GcMarks listening = new GcMarks(marks, ticker);
    listening.listen();
    return listening;
  }
}
