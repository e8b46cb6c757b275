package org.benchmonitor.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.model.RunStatus;
import org.benchmonitor.model.Session;
import org.jspecify.annotations.Nullable;

/**
 * Where the run is: starting, then by time warm-up, ramp and running, then ended; sampler only.
 *
 * <p>All times are nanoseconds of the {@link Ticker}.
 */
final class Run {
  private final SamplerOptions options;
  private final Ticker ticker;
  private final String id;
  private final List<Session.Phase> phases = new ArrayList<>();
  private RunStatus status = RunStatus.STARTING;
  private long beginNanos;
  private long endNanos;
  private boolean begun;
  private @Nullable String reason;

  Run(SamplerOptions options, Ticker ticker, String id) {
    this.options = options;
    this.ticker = ticker;
    this.id = id;
    phases.add(new Session.Phase(status, ticker.instantOf(ticker.nanos())));
  }

  RunStatus status() {
    return status;
  }

  boolean hasBegun() {
    return begun;
  }

  /** The first operation began, or the session method was entered, at this time. */
  void begin(long nanos) {
    begun = true;
    beginNanos = nanos;
    enter(phaseAt(nanos), nanos);
  }

  /** Moves on to the phase of this time. */
  void advance(long nowNanos) {
    if (begun && !status.isEnded()) {
      RunStatus due = phaseAt(nowNanos);
      if (due != status) {
        enter(due, nowNanos);
      }
    }
  }

  void end(RunStatus ended, String why, long nowNanos) {
    endNanos = nowNanos;
    reason = why;
    enter(ended, nowNanos);
  }

  private void enter(RunStatus next, long nanos) {
    status = next;
    phases.add(new Session.Phase(next, ticker.instantOf(nanos)));
  }

  private RunStatus phaseAt(long nowNanos) {
    long elapsed = nowNanos - beginNanos;
    if (elapsed < options.warmup().toNanos()) {
      return RunStatus.WARMUP;
    }
    return elapsed < uncountedNanos() ? RunStatus.RAMPING : RunStatus.RUNNING;
  }

  private long uncountedNanos() {
    return options.warmup().plus(options.ramp()).toNanos();
  }

  /** The time until the next change of phase, or {@code Long.MAX_VALUE}. */
  long nanosToNextPhase(long nowNanos) {
    return switch (status) {
      case WARMUP -> beginNanos + options.warmup().toNanos() - nowNanos;
      case RAMPING -> beginNanos + uncountedNanos() - nowNanos;
      default -> Long.MAX_VALUE;
    };
  }

  Session toSession(long nowNanos) {
    long until = status.isEnded() ? endNanos : nowNanos;
    Instant start = begun ? ticker.instantOf(beginNanos) : null;
    Instant end = status.isEnded() ? ticker.instantOf(endNanos) : null;
    Duration elapsed = begun ? Duration.ofNanos(until - beginNanos) : Duration.ZERO;
    return new Session(id, status, start, end, elapsed, reason, List.copyOf(phases));
  }
}
