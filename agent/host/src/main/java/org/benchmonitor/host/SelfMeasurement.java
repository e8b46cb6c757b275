package org.benchmonitor.host;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
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
  /** The first seconds are the host's: the compilers are busy with it, and would be with this. */
  private static final long NOT_BEFORE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final AgentThreads threads;
  private final int digits;
  private final LongSupplier nanoTime;
  private final long madeNanos;
  private volatile @Nullable OperationCost latest;
  private String begunFor = "";

  /**
   * Makes it.
   *
   * @param digits significant digits of the histograms, 2 or 3
   */
  SelfMeasurement(AgentThreads threads, int digits, LongSupplier nanoTime) {
    this.threads = threads;
    this.digits = digits;
    this.nanoTime = nanoTime;
    this.madeNanos = nanoTime.getAsLong();
  }

  /** Starts a measurement if it is time and there was none with the current clock. */
  @SuppressWarnings("ThreadPriorityCheck") // a hint where the system takes it; nothing relies on it
  void look() {
    if (nanoTime.getAsLong() - madeNanos < NOT_BEFORE_NANOS) {
      return;
    }
    String clock = Clock.name();
    if (!clock.equals(begunFor)) {
      begunFor = clock;
      Thread thread = threads.once("monitor-calibration", this::measure);
      thread.setPriority(Thread.MIN_PRIORITY);
      thread.start();
    }
  }

  private void measure() {
    Calibration measured = Calibration.measure(digits);
    keep(measured, Clock.name());
  }

  /**
   * Keeps it unless the clock has changed: the measurement of the next one may have ended before.
   */
  void keep(Calibration measured, String currentClock) {
    if (measured.clock().equals(currentClock)) {
      latest =
          new OperationCost(
              measured.clock(), measured.nanosPerOperation(), measured.nanosPerReading());
    }
  }

  /** The last measurement; empty until the first one is done. */
  Optional<OperationCost> latest() {
    return Optional.ofNullable(latest);
  }
}
