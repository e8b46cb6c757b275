package org.benchmonitor.host.sample;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.bootstrap.RecordingReader;
import org.benchmonitor.bootstrap.RecordingSites;
import org.benchmonitor.bootstrap.Worker;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.RunControl;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.SnapshotListener;

/**
 * The life cycle of the runs: when one begins, changes and ends, and a cut at each of these and at
 * each tick.
 *
 * <p>Called by the sampler's thread each tick, by whoever controls the run, and by a host's thread
 * only when a run begins or ends with a method of the host (once a run; it waits shortly for a cut
 * under way, and leaves the change to the next cut otherwise). One at a time under one lock; what
 * is read is the {@link Cutter}'s, what is told the {@link SnapshotPublisher}'s.
 */
public final class Sampler {
  private static final long QUIET_NANOS = 1_000_000_000;

  private final RecordingReader reader;
  private final RecordingSites sites;
  private final SamplerOptions options;
  private final Ticker ticker;
  private final PendingMarks marks;

  private final ReentrantLock cutting = new ReentrantLock();
  private final Changes changes = new Changes(cutting);
  private final Cutter cutter;
  private final SnapshotPublisher publisher;
  private final RunIds ids;
  private RunClock run;

  Sampler(
      Recording recording,
      SamplerOptions options,
      Ticker ticker,
      SystemSource system,
      PendingMarks marks,
      ErrorMessages messages,
      OwnCost cost,
      List<SnapshotListener> listeners) {
    this.reader = recording.reader();
    this.sites = recording.sites();
    this.options = options;
    this.ticker = ticker;
    this.marks = marks;
    this.cutter = new Cutter(reader, options.mostErrors(), ticker, messages);
    this.publisher = new SnapshotPublisher(system, marks, cost, listeners);
    this.ids = new RunIds(options.sessionId());
    this.run = nextRun();
  }

  /** Ends the current interval now; once the run has ended, only follows the workers. */
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
   * Does what is asked for, at once; waits for a cut under way.
   *
   * <p>Stopping is only noted here: how the host comes to stop is not the sampler's business.
   */
  RunControl.Answer ask(RunControl.Action action, String by) {
    cutting.lock();
    try {
      changes.makeOwed();
      String obstacle = run.obstacle(action);
      if (obstacle.isEmpty()) {
        obey(action, by);
      }
      return new RunControl.Answer(obstacle);
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
      // A cut can fail, in want of memory: nobody must wait in a run that does not count as paused.
      if (!run.isPaused()) {
        sites.resume();
      }
    }
  }

  /** Opens the gate whatever the status says, for no worker must be held by a mistake in it. */
  private void resume() {
    sites.resume();
    if (run.isPaused()) {
      cut(run::resume);
    }
  }

  /** Lets the workers go at the end of the JVM, whatever else can still be done. */
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

  /** The workers whose threads were alive at the last cut. */
  List<Worker> workers() {
    cutting.lock();
    try {
      return cutter.aliveWorkers();
    } finally {
      cutting.unlock();
    }
  }

  /** A run that was asked to stop is over when nothing has been done in it for a while. */
  private void endIfQuiet() {
    if (run.isStopping()
        && cutter.quietNanos() >= Math.max(QUIET_NANOS, options.interval().toNanos())) {
      end(RunStatus.CANCELLED, "");
    }
  }

  /** Begins a run with what is recorded from now on; the first, or a further one. */
  void beginRun() {
    changes.make(
        () -> {
          if (run.hasBegun() && !run.isEnded()) {
            return;
          }
          if (run.isEnded()) {
            run = nextRun();
          }
          long now = ticker.nanos();
          cutter.beginRun(now);
          begin(now);
          cutter.beginInterval(ticker.nanos());
        });
  }

  /** Ends the run with a last, partial interval; a run that has ended stays as it is. */
  void endRun(RunStatus status, String reason) {
    // First of all: nobody must wait for a run that is over.
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

  /** Ends the interval, and lets the run change at its end. */
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
    publisher.publish(cut, run.toState(now));
  }

  /** A run that no method begins is begun by its first operation, at the operation's own time. */
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

  /** A cut failed; it is shown with the failures of the listeners. */
  void countFailure() {
    cutting.lock();
    try {
      publisher.countFailure();
    } finally {
      cutting.unlock();
    }
  }

  /** Whether the first operation is still awaited. */
  boolean isStarting() {
    cutting.lock();
    try {
      return !run.hasBegun();
    } finally {
      cutting.unlock();
    }
  }

  /** Whether an operation has begun that no cut has seen yet. */
  boolean isBeginDue() {
    return isStarting() && !options.bySessionMethod() && reader.hasBegun();
  }

  /** The time until the next cut is due: a full interval, or the next change of phase if sooner. */
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
