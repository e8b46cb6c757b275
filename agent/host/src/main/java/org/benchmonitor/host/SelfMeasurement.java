package org.benchmonitor.host;

import java.util.Optional;
import org.benchmonitor.bootstrap.Calibration;
import org.benchmonitor.bootstrap.Clock;
import org.benchmonitor.host.thread.AgentThreads;
import org.benchmonitor.run.model.OperationCost;
import org.jspecify.annotations.Nullable;

/**
 * Measures what an operation costs, once for each clock in use, on a short-lived thread of the
 * agent.
 *
 * <p>Only the agent's main thread calls {@link #look}; any thread calls {@link #latest}.
 */
final class SelfMeasurement {
  private final AgentThreads threads;
  private final int digits;
  private volatile @Nullable OperationCost latest;
  private String begunFor = "";

  SelfMeasurement(AgentThreads threads, int digits) {
    this.threads = threads;
    this.digits = digits;
  }

  /** Starts a measurement if there was none with the current clock. */
  @SuppressWarnings("ThreadPriorityCheck") // a hint where the system takes it; nothing relies on it
  void look() {
    String clock = Clock.name();
    if (!clock.equals(begunFor)) {
      begunFor = clock;
      Thread thread = threads.once("monitor-calibration", () -> latest = measured());
      thread.setPriority(Thread.MIN_PRIORITY);
      thread.start();
    }
  }

  private OperationCost measured() {
    Calibration calibration = Calibration.measure(digits);
    return new OperationCost(
        calibration.clock(), calibration.nanosPerOperation(), calibration.nanosPerReading());
  }

  /** The last measurement; empty until the first one is done. */
  Optional<OperationCost> latest() {
    return Optional.ofNullable(latest);
  }
}
