package org.benchmonitor.run.frame;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.model.MemoryUse;
import org.benchmonitor.run.model.MonitorCost;
import org.benchmonitor.run.model.OperationCost;
import org.benchmonitor.run.model.RunState;
import org.jspecify.annotations.Nullable;

/** The frames of a run's state and of what the monitor itself costs. Stateless. */
final class RunFrames {
  private RunFrames() {}

  static void write(RunState run, FrameBuffer out) {
    out.begin(FrameType.RUN)
        .text(run.id())
        .unsigned(Codes.of(run.status()))
        .timeOrNull(run.start())
        .timeOrNull(run.end())
        .count(run.elapsed().toNanos())
        .count(run.paused().toNanos())
        .textOrNull(run.reason())
        .flag(run.stopping())
        .end();
  }

  static void write(RunState.Phase phase, FrameBuffer out) {
    out.begin(FrameType.PHASE).unsigned(Codes.of(phase.status())).time(phase.since()).end();
  }

  static RunState.Phase readPhase(FrameInput in) throws BadFrame {
    return new RunState.Phase(Codes.status(in.small()), in.time());
  }

  /** Reads a run's state without its phases, which frames of their own tell. */
  static RunState readRun(FrameInput in) throws BadFrame {
    return new RunState(
        in.text(),
        Codes.status(in.small()),
        in.timeOrNull(),
        in.timeOrNull(),
        in.duration(),
        in.duration(),
        in.textOrNull(),
        in.flag(),
        List.of());
  }

  static void write(MonitorCost cost, FrameBuffer out) {
    OperationCost operation = cost.operation();
    out.begin(FrameType.MONITOR)
        .text(cost.clock().name())
        .count(cost.clock().frequency())
        .timeOrNull(cost.clock().switchedAt())
        .flag(operation != null);
    if (operation != null) {
      out.text(operation.clock())
          .number(operation.nanosPerOperation())
          .number(operation.nanosPerReading());
    }
    out.count(cost.suppressed())
        .count(cost.lost())
        .count(cost.clamped())
        .count(cost.listenerFailures())
        .count(cost.memory().limitBytes())
        .unsigned(cost.memory().parts().size());
    for (MemoryUse.Part part : cost.memory().parts()) {
      out.text(part.name()).count(part.bytes());
    }
    out.unsigned(cost.memory().givenUp().size());
    for (MemoryUse.GivenUp one : cost.memory().givenUp()) {
      out.unsigned(Codes.of(one));
    }
    out.end();
  }

  static MonitorCost readCost(FrameInput in) throws BadFrame {
    String clock = in.text();
    long frequency = in.count();
    @Nullable Instant switchedAt = in.timeOrNull();
    @Nullable OperationCost operation =
        in.flag() ? new OperationCost(in.text(), in.number(), in.number()) : null;
    long suppressed = in.count();
    long lost = in.count();
    long clamped = in.count();
    long failures = in.count();
    long limit = in.count();
    List<MemoryUse.Part> parts = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      parts.add(new MemoryUse.Part(in.text(), in.count()));
    }
    List<MemoryUse.GivenUp> givenUp = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      MemoryUse.GivenUp one = Codes.givenUp(in.small());
      if (one != null) {
        givenUp.add(one);
      }
    }
    return new MonitorCost(
        new MonitorCost.ClockState(clock, frequency, switchedAt),
        operation,
        new MemoryUse(limit, parts, givenUp),
        suppressed,
        lost,
        clamped,
        failures);
  }
}
