package org.benchmonitor.run.frame;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.frame.Numbers.Kind;
import org.benchmonitor.run.model.SystemFigures;
import org.benchmonitor.run.model.SystemUse;

/** The part of an interval's frame about the JVM and the machine. */
final class SystemFrames {
  private SystemFrames() {}

  /** Gives the collectors their numbers; no frame may be open. */
  static void name(SystemFigures system, Numbers collectors) {
    for (SystemFigures.Collector one : system.collectors()) {
      collectors.add(one.name());
    }
  }

  static void write(SystemFigures system, Numbers collectors, FrameBuffer out) {
    SystemUse use = system.use();
    out.number(use.processCpuPercent())
        .number(use.machineCpuPercent())
        .number(use.agentCpuPercent())
        .countOrUnknown(use.heapUsedBytes())
        .countOrUnknown(use.collections())
        .countOrUnknown(use.collectionMillis())
        .countOrUnknown(use.stalls())
        .countOrUnknown(use.stallNanos())
        .countOrUnknown(use.longestStallNanos())
        .countOrUnknown(system.cores())
        .countOrUnknown(system.heapUsedBytes())
        .countOrUnknown(system.heapCommittedBytes())
        .countOrUnknown(system.heapMaxBytes());
    out.unsigned(system.collectors().size());
    for (SystemFigures.Collector one : system.collectors()) {
      out.unsigned(collectors.of(one.name()))
          .countOrUnknown(one.count())
          .countOrUnknown(one.millis());
    }
    out.countOrUnknown(system.liveThreads())
        .countOrUnknown(system.daemonThreads())
        .countOrUnknown(system.peakThreads())
        .countOrUnknown(system.loadedClasses())
        .countOrUnknown(system.stallCount())
        .countOrUnknown(system.stallNanos())
        .countOrUnknown(system.longestStallNanos())
        .countOrUnknown(system.uptimeMillis());
  }

  static SystemFigures read(FrameInput in, NumbersRead names) throws BadFrame {
    SystemUse use =
        new SystemUse(
            in.number(),
            in.number(),
            in.number(),
            in.countOrUnknown(),
            in.countOrUnknown(),
            in.countOrUnknown(),
            in.countOrUnknown(),
            in.countOrUnknown(),
            in.countOrUnknown());
    int cores = in.smallOrUnknown();
    long used = in.countOrUnknown();
    long committed = in.countOrUnknown();
    long most = in.countOrUnknown();
    List<SystemFigures.Collector> collectors = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      collectors.add(
          new SystemFigures.Collector(
              names.name(Kind.COLLECTOR, in.small()), in.countOrUnknown(), in.countOrUnknown()));
    }
    return new SystemFigures(
        use,
        cores,
        used,
        committed,
        most,
        List.copyOf(collectors),
        in.smallOrUnknown(),
        in.smallOrUnknown(),
        in.smallOrUnknown(),
        in.countOrUnknown(),
        in.countOrUnknown(),
        in.countOrUnknown(),
        in.countOrUnknown(),
        in.countOrUnknown());
  }
}
