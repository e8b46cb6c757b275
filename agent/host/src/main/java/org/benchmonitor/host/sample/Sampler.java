package org.benchmonitor.host.sample;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.bootstrap.RecordingReader;
import org.benchmonitor.bootstrap.RecordingSites;
import org.benchmonitor.bootstrap.Worker;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Lifetime;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.RunControl;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.SnapshotListener;
import org.jspecify.annotations.Nullable;

/**
 * The life cycle of the runs: begins, changes and ends them, with a cut at each of these and at
 * each tick.
 *
 * <p>Called by the sampler's thread at each tick, and by any thread that controls the run. A host's
 * thread calls it only when its method begins or ends a run; it waits shortly for a current cut,
 * and otherwise leaves the change owed. One lock admits one thread at a time. The {@link Cutter}
 * reads, the {@link SnapshotPublisher} tells.
 */
public final class Sampler {
  private static final long QUIET_NANOS = 1_000_000_000;

  private static final String THREADS_DO_BOTH =
      "pause does not apply now, a thread begins operations and ends those that began elsewhere, so"
          + " that holding it would let them be timed on";

  private final RecordingReader reader;
  private final RecordingSites sites;
  private final SamplerOptions options;
  private final Ticker ticker;
  private final PendingMarks marks;
  private final Notes notes;

  private final ReentrantLock cutting = new ReentrantLock();
  private final Changes changes = new Changes(cutting);
  private final Cutter cutter;
  private final MemoryBudget budget;
  private final SnapshotPublisher publisher;
  private final RunIds ids;
  private final Instant since;
  private RunClock run;

  Sampler(
      Recording recording,
      SamplerOptions options,
      Ticker ticker,
      SystemSource system,
      PendingMarks marks,
      ErrorMessages messages,
      OwnCost cost,
      MemoryBudget budget,
      List<SnapshotListener> listeners) {
    this.reader = recording.reader();
    this.sites = recording.sites();
    this.options = options;
    this.ticker = ticker;
    this.marks = marks;
    this.notes = new Notes(ticker, marks);
    this.cutter = new Cutter(reader, options.mostErrors(), ticker, messages);
    this.budget = budget;
    this.publisher = new SnapshotPublisher(system, marks, cost, listeners);
    this.ids = new RunIds(options.sessionId());
    this.since = ticker.instantOf(ticker.nanos());
    this.run = nextRun();
  }

  /** Ends the current interval now; after the end of the run, only follows the workers. */
  void tick() {
    cutting.lock();
    try {
      changes.makeOwed();
      if (!run.isEnded()) {
        cut(run::advance);
        endIfQuiet();
      } else {
        cutter.follow();
      }
    } finally {
      cutting.unlock();
    }
  }

  /**
   * Obeys a control at once; waits for a current cut.
   *
   * <p>A stop is only noted here: how the host comes to stop is not the sampler's business.
   */
  RunControl.Answer ask(RunControl.Action action, String by) {
    cutting.lock();
    try {
      changes.makeOwed();
      String obstacle = run.obstacle(action);
      if (action == RunControl.Action.PAUSE && obstacle.isEmpty() && reader.threadsDoBoth()) {
        obstacle = THREADS_DO_BOTH;
      }
      if (obstacle.isEmpty()) {
        obey(action, by);
      }
      return new RunControl.Answer(obstacle);
    } finally {
      cutting.unlock();
    }
  }

  /** Takes a user's note about the run that is under way. */
  Mark note(String text, @Nullable Instant at) {
    cutting.lock();
    try {
      changes.makeOwed();
      // A run begins at the cut that finds its first operation.
      beginIfDue(ticker.nanos());
      return notes.add(run, text, at);
    } finally {
      cutting.unlock();
    }
  }

  private void obey(RunControl.Action action, String by) {
    if (action == RunControl.Action.PAUSE && !run.isPaused()) {
      pause();
    } else if (action == RunControl.Action.RESUME) {
      resume();
    } else if (action == RunControl.Action.STOP && !run.isStopping()) {
      run.stop(by);
      cutter.forgetQuiet();
      cut(run::advance);
    }
  }

  private void pause() {
    sites.pause();
    try {
      cut(run::pause);
    } finally {
      // A cut can fail for lack of memory: no worker may wait in a run whose status is not paused.
      if (!run.isPaused()) {
        sites.resume();
      }
    }
  }

  /** Opens the gate whatever the status says: no mistake in it may hold a worker. */
  private void resume() {
    sites.resume();
    if (run.isPaused()) {
      cut(run::resume);
    }
  }

  /** Lets the workers go at the end of the JVM, whatever else still works. */
  void letGo() {
    sites.resume();
    changes.make(this::resume);
  }

  /** Whether the run was asked to stop and has not ended. */
  boolean isStopping() {
    cutting.lock();
    try {
      return run.isStopping();
    } finally {
      cutting.unlock();
    }
  }

  /** All that was counted over all runs, as of the last cut. */
  Lifetime lifetime() {
    cutting.lock();
    try {
      return cutter.lifetime(since);
    } finally {
      cutting.unlock();
    }
  }

  /** The workers whose threads were alive at the last cut. */
  List<Worker> workers() {
    cutting.lock();
    try {
      return cutter.aliveWorkers();
    } finally {
      cutting.unlock();
    }
  }

  /** Ends a run that was asked to stop once nothing has been done in it for a while. */
  private void endIfQuiet() {
    if (run.isStopping()
        && cutter.quietNanos() >= Math.max(QUIET_NANOS, options.interval().toNanos())) {
      end(RunStatus.CANCELLED, "");
    }
  }

  /** Begins a run, the first or a further one, with what is recorded from now on. */
  void beginRun() {
    changes.make(
        () -> {
          if (!run.hasBegun() || run.isEnded()) {
            beginNow();
          }
        });
  }

  private void beginNow() {
    if (run.isEnded()) {
      ticker.restart();
      publisher.beginRun();
      run = nextRun();
    }
    long now = ticker.nanos();
    cutter.beginRun(now);
    begin(now);
    cutter.beginInterval(ticker.nanos());
  }

  /**
   * Ends the run and begins another with what is recorded from now on, if an operation has begun;
   * not where a session method bounds the runs.
   */
  void beginAnew(String reason) {
    changes.make(
        () -> {
          beginIfDue(ticker.nanos());
          if (run.hasBegun() && !run.isEnded() && !options.bySessionMethod()) {
            end(RunStatus.COMPLETED, reason);
            beginNow();
          }
        });
  }

  /** Ends the run with a last, partial interval; does nothing if it has ended. */
  void endRun(RunStatus status, String reason) {
    // First of all: no worker may wait in a run that is over.
    sites.resume();
    changes.make(
        () -> {
          if (!run.isEnded()) {
            end(status, reason);
          }
        });
  }

  private void end(RunStatus status, String reason) {
    sites.resume();
    cut(now -> run.end(status, reason, now));
  }

  private RunClock nextRun() {
    return new RunClock(options, ticker, ids.next(ticker.instantOf(ticker.nanos())));
  }

  /** Ends the interval and changes the run at its end. */
  private void cut(LongConsumer change) {
    beginIfDue(ticker.nanos());
    long now = ticker.nanos();
    Cut.During during = Cut.During.of(run);
    Figures figures = cutter.read(now, run);
    change.accept(now);
    if (run.status() != during.status()) {
      markPhase(now);
    }
    Cut cut = cutter.cut(now, during, figures, run);
    publisher.publish(cut, run.toState(now), cutter.hold(budget));
    if (!run.isEnded()) {
      correctWallTime(now);
    }
  }

  /** Between two intervals: the next one begins at the corrected time of the same reading. */
  private void correctWallTime(long now) {
    ClockStep step = ticker.correctFrom(now);
    if (step != null) {
      marks.add(new Mark(ticker.instantOf(now), Mark.Kind.CLOCK, null, step.text()));
    }
  }

  /** Begins a run that has no session method, at the time of its first operation. */
  private void beginIfDue(long now) {
    if (!run.hasBegun() && !options.bySessionMethod() && reader.hasBegun()) {
      long first = ticker.nanosOfTick(reader.firstOperationTicks());
      long begin = Math.min(now, Math.max(first, cutter.lastCutNanos()));
      begin(begin);
      cutter.beginInterval(begin);
    }
  }

  private void begin(long nanos) {
    run.begin(nanos);
    if (!run.isPaused()) {
      markPhase(nanos);
    }
  }

  private void markPhase(long nanos) {
    marks.add(new Mark(ticker.instantOf(nanos), Mark.Kind.PHASE, null, run.status().text()));
  }

  /** Counts a failed cut with the failures of the listeners. */
  void countFailure() {
    cutting.lock();
    try {
      publisher.countFailure();
    } finally {
      cutting.unlock();
    }
  }

  /** Whether the run has not begun. */
  boolean isStarting() {
    cutting.lock();
    try {
      return !run.hasBegun();
    } finally {
      cutting.unlock();
    }
  }

  /** Whether an operation has begun that no cut has seen. */
  boolean isBeginDue() {
    return isStarting() && !options.bySessionMethod() && reader.hasBegun();
  }

  /** The time to the next cut: a full interval, or less if the phase changes sooner. */
  long nanosToNextCut() {
    cutting.lock();
    try {
      long now = ticker.nanos();
      long tick = cutter.lastCutNanos() + options.interval().toNanos() - now;
      return Math.max(0, Math.min(tick, run.nanosToNextPhase(now)));
    } finally {
      cutting.unlock();
    }
  }
}
