package org.benchmonitor.host.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.model.RunControl;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * Where the run is: starting, then by time warm-up, ramp and running, then ended; under the
 * sampler's lock.
 *
 * <p>Every status but the last can be paused. Time in a pause counts neither for the phases nor as
 * elapsed. All times are nanoseconds of the {@link Ticker}.
 */
final class RunClock {
  /** The most changes of status that are kept; a run may be paused any number of times. */
  static final int MOST_PHASES = 100;

  private final SamplerOptions options;
  private final Ticker ticker;
  private final String id;
  private final List<RunState.Phase> phases = new ArrayList<>();
  private RunStatus phase = RunStatus.STARTING;
  private boolean paused;
  private long pauseNanos;
  private long pausedNanos;
  private long beginNanos;
  private long endNanos;
  private @Nullable Instant start;
  private @Nullable Instant end;
  private boolean begun;
  private @Nullable String reason;
  private @Nullable String stoppedBy;

  RunClock(SamplerOptions options, Ticker ticker, String id) {
    this.options = options;
    this.ticker = ticker;
    this.id = id;
    remember(ticker.nanos());
  }

  RunStatus status() {
    return paused ? RunStatus.PAUSED : phase;
  }

  boolean isEnded() {
    return phase.isEnded();
  }

  boolean isPaused() {
    return paused;
  }

  /** Whether the totals leave out what completes now; paused or not. */
  boolean isWarmup() {
    return phase.isWarmup();
  }

  boolean hasBegun() {
    return begun;
  }

  /** When the run began, null before that. */
  @Nullable Instant start() {
    return start;
  }

  /** Begins the run at this time, with the first operation or the session method's entry. */
  void begin(long nanos) {
    begun = true;
    beginNanos = nanos;
    // Now: the wall time of a reading is only known for a while.
    start = ticker.instantOf(nanos);
    pauseNanos = Math.max(pauseNanos, nanos);
    enter(phaseAt(nanos), nanos);
  }

  /** Moves on to the phase that is due at this time. */
  void advance(long nowNanos) {
    if (begun && !isEnded()) {
      RunStatus due = phaseAt(nowNanos);
      if (due != phase) {
        enter(due, nowNanos);
      }
    }
  }

  void pause(long nowNanos) {
    paused = true;
    pauseNanos = nowNanos;
    remember(nowNanos);
  }

  void resume(long nowNanos) {
    leavePause(nowNanos);
    remember(nowNanos);
  }

  private void leavePause(long nowNanos) {
    pausedNanos = pausedNanos(nowNanos);
    paused = false;
  }

  /** Notes who asked for the end. */
  void stop(String by) {
    stoppedBy = by;
  }

  boolean isStopping() {
    return stoppedBy != null && !isEnded();
  }

  /** Ends the run with this status, or as cancelled if its end was asked for. */
  void end(RunStatus ended, String why, long nowNanos) {
    leavePause(nowNanos);
    endNanos = nowNanos;
    end = ticker.instantOf(nowNanos);
    reason = stoppedBy == null ? why : "stopped by " + stoppedBy;
    enter(stoppedBy == null ? ended : RunStatus.CANCELLED, nowNanos);
  }

  /** Why a control does not apply now; empty if it does, or has nothing left to do. */
  String obstacle(RunControl.Action action) {
    boolean applies = !isEnded() && (action != RunControl.Action.PAUSE || !isStopping());
    return applies
        ? ""
        : action.text()
            + " does not apply now, the status is '"
            + status().text()
            + (isStopping() ? "' and the run is being stopped" : "'");
  }

  private void enter(RunStatus next, long nanos) {
    phase = next;
    if (!paused) {
      remember(nanos);
    }
  }

  private void remember(long nanos) {
    if (phases.size() == MOST_PHASES) {
      phases.remove(1);
    }
    phases.add(new RunState.Phase(status(), ticker.instantOf(nanos)));
  }

  private RunStatus phaseAt(long nowNanos) {
    long elapsed = elapsedNanos(nowNanos);
    if (elapsed < options.warmup().toNanos()) {
      return RunStatus.WARMUP;
    }
    return elapsed < uncountedNanos() ? RunStatus.RAMPING : RunStatus.RUNNING;
  }

  private long uncountedNanos() {
    return options.warmup().plus(options.ramp()).toNanos();
  }

  private long pausedNanos(long nowNanos) {
    return paused && begun ? pausedNanos + nowNanos - pauseNanos : pausedNanos;
  }

  private long elapsedNanos(long nowNanos) {
    return nowNanos - beginNanos - pausedNanos(nowNanos);
  }

  /** The time until the next change of phase, or {@code Long.MAX_VALUE}. */
  long nanosToNextPhase(long nowNanos) {
    return switch (status()) {
      case WARMUP -> options.warmup().toNanos() - elapsedNanos(nowNanos);
      case RAMPING -> uncountedNanos() - elapsedNanos(nowNanos);
      default -> Long.MAX_VALUE;
    };
  }

  RunState toState(long nowNanos) {
    long until = isEnded() ? endNanos : nowNanos;
    Duration elapsed = begun ? Duration.ofNanos(elapsedNanos(until)) : Duration.ZERO;
    Duration stoodStill = Duration.ofNanos(pausedNanos(until));
    return new RunState(
        id, status(), start, end, elapsed, stoodStill, reason, isStopping(), List.copyOf(phases));
  }
}
