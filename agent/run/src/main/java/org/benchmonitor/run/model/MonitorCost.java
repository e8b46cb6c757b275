package org.benchmonitor.run.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the agent itself costs and what it has left out.
 *
 * @param operation what an operation costs with the clock that runs, null while not yet measured
 * @param memory what it holds of all that grows
 * @param suppressed failures of the probe that were kept from the host
 * @param lost calls that may be missing: the host's stack or heap had no room for the probe
 * @param clamped durations outside of 0 to one hour that were brought into range
 * @param listenerFailures listeners of snapshots that threw
 */
public record MonitorCost(
    ClockState clock,
    @Nullable OperationCost operation,
    MemoryUse memory,
    long suppressed,
    long lost,
    long clamped,
    long listenerFailures) {
  public static final MonitorCost NONE =
      new MonitorCost(
          new ClockState("nanotime", 1_000_000_000, null), null, MemoryUse.NONE, 0, 0, 0, 0);

  /**
   * The clock that times the operations.
   *
   * @param frequency ticks per second
   * @param switchedAt when another clock was gone over to, null if that never was
   */
  public record ClockState(String name, long frequency, @Nullable Instant switchedAt) {}
}
