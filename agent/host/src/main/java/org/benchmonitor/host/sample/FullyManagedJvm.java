package org.benchmonitor.host.sample;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What {@code jdk.management} adds: the use of the CPU, and each garbage collection. */
final class FullyManagedJvm extends ManagedJvm {
  private final OperatingSystemMXBean machine =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  @Override
  long processCpuNanos() {
    return machine.getProcessCpuTime();
  }

  @Override
  double machineCpuShare() {
    return machine.getCpuLoad();
  }

  @Override
  GcListening listenForGc(PendingMarks marks, Ticker ticker) {
    GcMarks listening = new GcMarks(marks, ticker);
    listening.listen();
    return listening;
  }
}
