package org.benchmonitor.sample;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.model.ErrorEvent;
import org.benchmonitor.model.Figures;
import org.benchmonitor.model.Interval;
import org.benchmonitor.model.Latency;
import org.benchmonitor.model.Mark;
import org.benchmonitor.model.RunStatus;
import org.benchmonitor.model.Snapshot;
import org.benchmonitor.model.SnapshotListener;
import org.benchmonitor.model.SystemFigures;
import org.benchmonitor.model.Workers;

/**
 * Cuts the run into intervals: reads the cells, subtracts what it read before, makes the snapshot.
 *
 * <p>Called by the sampler's thread each tick, and by a host's thread only when a run begins or
 * ends with a method of the host (once a run; it waits for a cut under way, at most {@link
 * #LONGEST_WAIT_MILLIS}). One cut at a time; listeners are called in order.
 */
public final class Sampler {
  private static final long LONGEST_WAIT_MILLIS = 250;

  private final Recording recording;
  private final SamplerOptions options;
  private final Ticker ticker;
  private final SystemSource system;
  private final Marks marks;
  private final ErrorMessages messages;
  private final OwnCost cost;
  private final List<SnapshotListener> listeners;

  private final ReentrantLock cutting = new ReentrantLock();
  private final Operations operations;
  private final WorkerTracker workers;
  private final ErrorTracker errors;
  private final SessionIds ids;
  private Run run;
  private long sequence;
  private long lastCutNanos;
  private long countedNanos;
  private long warmupNanos;
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
    this.operations = new Operations(recording);
    this.workers = new WorkerTracker(recording, ticker);
    this.errors = new ErrorTracker(recording, options.mostErrors());
    this.ids = new SessionIds(options.sessionId());
    this.run = nextRun();
    this.lastCutNanos = ticker.nanos();
  }

  /** Ends the current interval now; does nothing once the run has ended. */
  void tick() {
    cutting.lock();
    try {
      if (!run.status().isEnded()) {
        cut();
      }
    } finally {
      cutting.unlock();
    }
  }

  /** Begins a run with what is recorded from now on; the first, or a further one. */
  void beginSession() {
    locked(
        () -> {
          if (run.hasBegun() && !run.status().isEnded()) {
            return;
          }
          if (run.status().isEnded()) {
            run = nextRun();
          }
          begin(ticker.nanos());
          lastCutNanos = ticker.nanos();
        });
  }

  /** Ends the run with a last, partial interval; a run that has ended stays as it is. */
  void endSession(RunStatus status, String reason) {
    locked(
        () -> {
          if (!run.status().isEnded()) {
            beginIfDue(ticker.nanos());
            long now = ticker.nanos();
            RunStatus during = run.status();
            Figures figures = read(now);
            run.end(status, reason, now);
            marks.add(new Mark(ticker.instantOf(now), Mark.Kind.PHASE, null, status.text()));
            publish(now, during, figures);
          }
        });
  }

  private Run nextRun() {
    return new Run(options, ticker, ids.next(ticker.instantOf(ticker.nanos())));
  }

  private void locked(Runnable change) {
    try {
      if (cutting.tryLock(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        try {
          change.run();
        } finally {
          cutting.unlock();
        }
      }
    } catch (InterruptedException e) {
      // The flag is the host's; whoever asked goes on without the cut.
      Thread.currentThread().interrupt();
    }
  }

  private void cut() {
    long now = ticker.nanos();
    beginIfDue(now);
    RunStatus during = run.status();
    Figures figures = read(now);
    run.advance(now);
    if (run.status() != during) {
      marks.add(new Mark(ticker.instantOf(now), Mark.Kind.PHASE, null, run.status().text()));
    }
    publish(now, during, figures);
  }

  /** A run that no method begins is begun by its first operation, at the operation's own time. */
  private void beginIfDue(long now) {
    if (!run.hasBegun() && !options.bySessionMethod() && recording.hasBegun()) {
      long first = ticker.nanosOfTick(recording.firstOperationTicks());
      long begin = Math.min(now, Math.max(first, lastCutNanos));
      run.begin(begin);
      markPhase(begin);
      lastCutNanos = begin;
    }
  }

  private void begin(long now) {
    errors.readCounts(ticker.instantOf(now));
    operations.read();
    // Twice, so that the first interval begins where the session does.
    operations.read();
    operations.beginSession();
    errors.take(messages.take());
    errors.beginCounted(ticker.instantOf(now), operations.failures());
    errors.sinceLastCut();
    workers.beginSession();
    countedNanos = 0;
    warmupNanos = 0;
    warmupTotals = Figures.EMPTY;
    run.begin(now);
    markPhase(now);
  }

  private void markPhase(long nanos) {
    marks.add(new Mark(ticker.instantOf(nanos), Mark.Kind.PHASE, null, run.status().text()));
  }

  /** Reads the cells and returns the figures of the interval that ends now. */
  private Figures read(long now) {
    long length = now - lastCutNanos;
    if (!run.hasBegun()) {
      // Not even read: what the first operation counts meanwhile belongs to the first interval.
      return new Figures(length, Latency.EMPTY, Latency.EMPTY, List.of());
    }
    errors.readCounts(ticker.instantOf(now));
    operations.read();
    if (run.status().isWarmup()) {
      warmupNanos += length;
      operations.beginCounted();
      warmupTotals = operations.warmup(warmupNanos);
    } else {
      countedNanos += length;
    }
    return operations.interval(length);
  }

  private void publish(long now, RunStatus during, Figures figures) {
    Instant start = ticker.instantOf(lastCutNanos);
    Instant end = ticker.instantOf(now);
    Workers seen = workers.read(now, now - lastCutNanos);
    List<ErrorEvent> fresh = messages.take();
    errors.take(fresh);
    if (during.isWarmup() && !run.status().isWarmup()) {
      errors.beginCounted(end, operations.failures());
    }
    SystemFigures jvm = system.read();
    Figures totals = operations.totals(countedNanos);
    long failed = run.status().isWarmup() ? warmupTotals.errors() : totals.errors();
    sequence++;
    lastCutNanos = now;
    tell(
        new Snapshot(
            new Interval(
                sequence,
                start,
                end,
                during,
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
            run.toSession(now),
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
