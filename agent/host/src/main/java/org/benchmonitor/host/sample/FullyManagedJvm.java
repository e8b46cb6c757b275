package org.benchmonitor.host.sample;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@code jdk.management} adds: the use of the CPU, and each garbage collection. */
final class FullyManagedJvm extends ManagedJvm {
  private final @Nullable LinuxProcessors processors = LinuxProcessors.find();
  private final @Nullable LinuxProcess process = LinuxProcess.find();

  /** Made only where it is needed: see {@link LinuxProcess}. */
  private final @Nullable OperatingSystemMXBean machine =
      processors == null || process == null
          ? ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
          : null;

  @Override
  long processCpuNanos() {
    return process == null ? machine().getProcessCpuTime() : process.cpuNanos();
  }

  @Override
  double machineCpuShare() {
    return processors == null ? machine().getCpuLoad() : processors.busyShare();
  }

  private OperatingSystemMXBean machine() {
    return Objects.requireNonNull(machine, "the bean of the machine");
  }

  @Override
  GcListening listenForGc(PendingMarks marks, Ticker ticker) {
    GcMarks listening = new GcMarks(marks, ticker);
    listening.listen();
    return listening;
  }
}
