package org.benchmonitor.host.sample;

import java.time.Instant;
import java.util.List;
import org.benchmonitor.bootstrap.RecordingReader;
import org.benchmonitor.bootstrap.Worker;
import org.benchmonitor.run.model.ErrorEvent;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.LateFigures;
import org.benchmonitor.run.model.Latency;
import org.benchmonitor.run.model.Lifetime;
import org.benchmonitor.run.model.MemoryUse;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Workers;

/**
 * Ends intervals: reads the cells, the errors and the workers, and subtracts what it read before.
 *
 * <p>Called by the thread that holds the {@link Sampler}'s lock; does not block, allocates.
 */
final class Cutter {
  private final Ticker ticker;
  private final ErrorMessages messages;
  private final OperationTracker operations;
  private final WorkerTracker workers;
  private final ErrorTracker errors;
  private long lastCutNanos;
  private long countedNanos;
  private long warmupNanos;
  private long quietNanos;
  private LateFigures warmupTotals = Figures.EMPTY;
  private Workers seen = Workers.NONE;

  Cutter(RecordingReader reader, int mostErrors, Ticker ticker, ErrorMessages messages) {
    this.ticker = ticker;
    this.messages = messages;
    this.operations = new OperationTracker(reader);
    this.workers = new WorkerTracker(reader, ticker);
    this.errors = new ErrorTracker(reader, mostErrors, messages);
    this.lastCutNanos = ticker.nanos();
  }

  /** Bounds what is kept, and returns what all parts hold. */
  MemoryUse hold(MemoryBudget budget) {
    return budget.look(operations.bytes(), errors, workers);
  }

  /** When the current interval began. */
  long lastCutNanos() {
    return lastCutNanos;
  }

  /** Moves the beginning of the current interval to this time. */
  void beginInterval(long nanos) {
    lastCutNanos = nanos;
  }

  /** How long nothing has been done, in whole intervals. */
  long quietNanos() {
    return quietNanos;
  }

  /** Counts the quiet time anew from the next interval on. */
  void forgetQuiet() {
    quietNanos = 0;
  }

  /** The workers whose threads were alive at the last cut. */
  List<Worker> aliveWorkers() {
    return workers.alive();
  }

  /**
   * All that was counted over all runs, as of the last cut.
   *
   * @param since when the counting began
   */
  Lifetime lifetime(Instant since) {
    return new Lifetime(since, operations.lifetime(), errors.lifetime());
  }

  /** Only follows the workers, after the end of a run. */
  void follow() {
    workers.follow();
    lastCutNanos = ticker.nanos();
  }

  /** Leaves out all that was recorded before the run that begins at this time. */
  void beginRun(long now) {
    errors.readCounts(ticker.instantOf(now));
    operations.read(1);
    // Read twice, so that the first interval begins with the run.
    operations.read(1);
    operations.beginRun();
    errors.take(messages.take());
    errors.beginCounted(ticker.instantOf(now), operations.failures());
    errors.sinceLastCut();
    workers.beginRun();
    countedNanos = 0;
    warmupNanos = 0;
    warmupTotals = Figures.EMPTY;
  }

  /** Reads the cells and returns the figures of the interval that ends now. */
  Figures read(long now, RunClock run) {
    long length = run.isPaused() ? 0 : now - lastCutNanos;
    // First: the rate of all workers tells how often each should have begun a call.
    seen = workers.read(now, now - lastCutNanos);
    if (!run.hasBegun()) {
      // Do not read the cells: what the first operation counts now belongs to the first interval.
      return new Figures(length, Latency.EMPTY, Latency.EMPTY, List.of());
    }
    errors.readCounts(ticker.instantOf(now));
    operations.read(workers.activeInInterval());
    if (run.isWarmup()) {
      warmupNanos += length;
      operations.beginCounted();
      warmupTotals = operations.warmup(warmupNanos);
    } else {
      countedNanos += length;
    }
    return operations.interval(length);
  }

  /**
   * Ends the interval after {@link #read}.
   *
   * @param during where the run was in the whole of it; it may have changed since
   */
  Cut cut(long now, Cut.During during, Figures figures, RunClock run) {
    Instant start = ticker.instantOf(lastCutNanos);
    Instant end = ticker.instantOf(now);
    long length = now - lastCutNanos;
    List<ErrorEvent> fresh = messages.take();
    errors.take(fresh);
    boolean quiet =
        figures.count() == 0 && seen.inFlight() == 0 && during.status() != RunStatus.PAUSED;
    quietNanos = quiet ? quietNanos + length : 0;
    if (during.warmup() && !run.isWarmup()) {
      errors.beginCounted(end, operations.failures());
    }
    LateFigures totals = operations.totals(countedNanos);
    long failed = run.isWarmup() ? warmupTotals.errors() : totals.errors();
    lastCutNanos = now;
    return new Cut(
        start,
        end,
        during,
        figures,
        errors.sinceLastCut(),
        seen,
        totals,
        warmupTotals,
        errors.figures(failed, fresh));
  }
}
