package org.benchmonitor.host.sample;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.bootstrap.Worker;
import org.benchmonitor.run.model.ErrorEvent;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Latency;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.RunControl;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.SnapshotListener;
import org.benchmonitor.run.model.SystemFigures;
import org.benchmonitor.run.model.Workers;

/**
 * Cuts the run into intervals: reads the cells, subtracts what it read before, makes the snapshot.
 *
 * <p>Called by the sampler's thread each tick, by whoever controls the run, and by a host's thread
 * only when a run begins or ends with a method of the host (once a run; it waits shortly for a cut
 * under way, and leaves the change to the next cut otherwise). One cut at a time; listeners are
 * called in order.
 */
public final class Sampler {
  private static final long QUIET_NANOS = 1_000_000_000;

  private final Recording recording;
  private final SamplerOptions options;
  private final Ticker ticker;
  private final SystemSource system;
  private final Marks marks;
  private final ErrorMessages messages;
  private final OwnCost cost;
  private final List<SnapshotListener> listeners;

  private final ReentrantLock cutting = new ReentrantLock();
  private final Changes changes = new Changes(cutting);
  private final OperationTracker operations;
  private final WorkerTracker workers;
  private final ErrorTracker errors;
  private final RunIds ids;
  private RunClock run;
  private long sequence;
  private long lastCutNanos;
  private long countedNanos;
  private long warmupNanos;
  private long quietNanos;
  private long listenerFailures;
  private Figures warmupTotals = Figures.EMPTY;

  Sampler(
      Recording recording,
      SamplerOptions options,
      Ticker ticker,
      SystemSource system,
      Marks marks,
      ErrorMessages messages,
      OwnCost cost,
      List<SnapshotListener> listeners) {
    this.recording = recording;
    this.options = options;
    this.ticker = ticker;
    this.system = system;
    this.marks = marks;
    this.messages = messages;
    this.cost = cost;
    this.listeners = List.copyOf(listeners);
    this.operations = new OperationTracker(recording);
    this.workers = new WorkerTracker(recording, ticker);
    this.errors = new ErrorTracker(recording, options.mostErrors());
    this.ids = new RunIds(options.sessionId());
    this.run = nextRun();
    this.lastCutNanos = ticker.nanos();
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
        workers.follow();
        lastCutNanos = ticker.nanos();
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
      quietNanos = 0;
      cut(run::advance);
    }
  }

  private void pause() {
    recording.pause();
    try {
      cut(run::pause);
    } finally {
      // A cut can fail, in want of memory: nobody must wait in a run that does not count as paused.
      if (!run.isPaused()) {
        recording.resume();
      }
    }
  }

  /** Opens the gate whatever the status says, for no worker must be held by a mistake in it. */
  private void resume() {
    recording.resume();
    if (run.isPaused()) {
      cut(run::resume);
    }
  }

  /** Lets the workers go at the end of the JVM, whatever else can still be done. */
  void letGo() {
    recording.resume();
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
      return workers.alive();
    } finally {
      cutting.unlock();
    }
  }

  /** A run that was asked to stop is over when nothing has been done in it for a while. */
  private void endIfQuiet() {
    if (run.isStopping() && quietNanos >= Math.max(QUIET_NANOS, options.interval().toNanos())) {
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
          beginAnew(ticker.nanos());
          lastCutNanos = ticker.nanos();
        });
  }

  /** Ends the run with a last, partial interval; a run that has ended stays as it is. */
  void endRun(RunStatus status, String reason) {
    // First of all: nobody must wait for a run that is over.
    recording.resume();
    changes.make(
        () -> {
          if (!run.isEnded()) {
            end(status, reason);
          }
        });
  }

  private void end(RunStatus status, String reason) {
    recording.resume();
    cut(now -> run.end(status, reason, now));
  }

  private RunClock nextRun() {
    return new RunClock(options, ticker, ids.next(ticker.instantOf(ticker.nanos())));
  }

  /** Ends the interval, and lets the run change at its end. */
  private void cut(LongConsumer change) {
    beginIfDue(ticker.nanos());
    long now = ticker.nanos();
    Before before = new Before(run.status(), run.isWarmup());
    Figures figures = read(now);
    change.accept(now);
    if (run.status() != before.status) {
      markPhase(now);
    }
    publish(now, before, figures);
  }

  /** Where the run was in the whole of an interval. */
  private record Before(RunStatus status, boolean warmup) {}

  /** A run that no method begins is begun by its first operation, at the operation's own time. */
  private void beginIfDue(long now) {
    if (!run.hasBegun() && !options.bySessionMethod() && recording.hasBegun()) {
      long first = ticker.nanosOfTick(recording.firstOperationTicks());
      long begin = Math.min(now, Math.max(first, lastCutNanos));
      begin(begin);
      lastCutNanos = begin;
    }
  }

  private void beginAnew(long now) {
    errors.readCounts(ticker.instantOf(now));
    operations.read();
    // Twice, so that the first interval begins where the session does.
    operations.read();
    operations.beginRun();
    errors.take(messages.take());
    errors.beginCounted(ticker.instantOf(now), operations.failures());
    errors.sinceLastCut();
    workers.beginRun();
    countedNanos = 0;
    warmupNanos = 0;
    warmupTotals = Figures.EMPTY;
    begin(now);
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

  /** Reads the cells and returns the figures of the interval that ends now. */
  private Figures read(long now) {
    long length = run.isPaused() ? 0 : now - lastCutNanos;
    if (!run.hasBegun()) {
      // Not even read: what the first operation counts meanwhile belongs to the first interval.
      return new Figures(length, Latency.EMPTY, Latency.EMPTY, List.of());
    }
    errors.readCounts(ticker.instantOf(now));
    operations.read();
    if (run.isWarmup()) {
      warmupNanos += length;
      operations.beginCounted();
      warmupTotals = operations.warmup(warmupNanos);
    } else {
      countedNanos += length;
    }
    return operations.interval(length);
  }

  private void publish(long now, Before before, Figures figures) {
    Instant start = ticker.instantOf(lastCutNanos);
    Instant end = ticker.instantOf(now);
    Workers seen = workers.read(now, now - lastCutNanos);
    List<ErrorEvent> fresh = messages.take();
    errors.take(fresh);
    boolean quiet =
        figures.count() == 0 && seen.inFlight() == 0 && before.status != RunStatus.PAUSED;
    quietNanos = quiet ? quietNanos + now - lastCutNanos : 0;
    if (before.warmup && !run.isWarmup()) {
      errors.beginCounted(end, operations.failures());
    }
    SystemFigures jvm = system.read();
    Figures totals = operations.totals(countedNanos);
    long failed = run.isWarmup() ? warmupTotals.errors() : totals.errors();
    sequence++;
    lastCutNanos = now;
    tell(
        new Snapshot(
            new Interval(
                sequence,
                start,
                end,
                before.status,
                before.warmup,
                figures,
                errors.sinceLastCut(),
                seen.active(),
                seen.inFlight(),
                jvm,
                marks.take()),
            totals,
            warmupTotals,
            seen,
            errors.figures(failed, fresh),
            run.toState(now),
            cost.read(end, listenerFailures)));
  }

  private void tell(Snapshot snapshot) {
    for (SnapshotListener listener : listeners) {
      try {
        listener.onSnapshot(snapshot);
      } catch (RuntimeException | Error failure) {
        listenerFailures++;
      }
    }
  }

  /** A cut failed; it is shown with the failures of those that are told of cuts. */
  void countFailure() {
    cutting.lock();
    try {
      listenerFailures++;
    } finally {
      cutting.unlock();
    }
  }

  /** Whether the first operation is still awaited. */
  boolean isStarting() {
    return !run.hasBegun();
  }

  /** Whether an operation has begun that no cut has seen yet. */
  boolean isBeginDue() {
    return !run.hasBegun() && !options.bySessionMethod() && recording.hasBegun();
  }

  /** The time until the next cut is due: a full interval, or the next change of phase if sooner. */
  long nanosToNextCut() {
    cutting.lock();
    try {
      long now = ticker.nanos();
      long tick = lastCutNanos + options.interval().toNanos() - now;
      return Math.max(0, Math.min(tick, run.nanosToNextPhase(now)));
    } finally {
      cutting.unlock();
    }
  }
}
