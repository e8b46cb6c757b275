package org.benchmonitor.bootstrap;

import java.util.List;

/**
 * What has been recorded: the sampler's side of a {@link Recording}.
 *
 * <p>Called by the agent's own threads; new workers are taken, and leases given back, by one at a
 * time. Never waits for a worker and is never waited for; allocates.
 */
public final class RecordingReader {
  private final Recording recording;
  private final CellLayout layout;
  private final OperationTable operations;

  RecordingReader(Recording recording, CellLayout layout, OperationTable operations) {
    this.recording = recording;
    this.layout = layout;
    this.operations = operations;
  }

  /** The buckets of all counts. */
  public CellLayout layout() {
    return layout;
  }

  /** The names of the operations so far, by their numbers. */
  public OperationTable operations() {
    return operations;
  }

  /** The types of the errors so far and their counts, and the errors to describe. */
  public ErrorTable errors() {
    return recording.errors();
  }

  /** Adds all counts of one operation and outcome so far to {@code into}. */
  public void read(int operation, boolean failed, CellCounts into) {
    recording.blocks().addTo(operation, failed, into);
  }

  /** Takes the workers that are new since the last call, oldest first. */
  public List<Worker> takeNewWorkers() {
    return recording.newWorkers().drain();
  }

  /** Gives back what a worker holds exclusively, after {@link Worker#isAlive} was false. */
  public void release(Worker worker) {
    WorkerTable.remove(worker);
    recording.blocks().release(worker);
  }

  /** All threads that have begun an operation so far. */
  public long workersSeen() {
    return recording.newWorkers().seen();
  }

  /** Workers that are counted but not listed, because too many came within one tick. */
  public long workersUnlisted() {
    return recording.newWorkers().unlisted();
  }

  /** Whether any operation has begun. */
  public boolean hasBegun() {
    return recording.firstTicks() != Long.MIN_VALUE;
  }

  /** The tick at which the first operation began; meaningless before. */
  public long firstOperationTicks() {
    return recording.firstTicks();
  }

  /** Asynchronous operations under way. */
  public long asyncInFlight() {
    return recording.inFlight().count();
  }

  /** The age in nanoseconds of the oldest asynchronous operation under way, or 0. */
  public long oldestAsyncNanos() {
    return Clock.toNanos(recording.inFlight().oldestTicks(Clock.ticks()));
  }

  /** Durations that were negative or above one hour and were brought into range. */
  public long clamped() {
    return recording.clamped();
  }

  /** Failures of the probe that were kept from the host, over all sites. */
  public long suppressed() {
    return recording.sites().suppressed();
  }

  /** Calls that may be missing, because the host's stack or heap had no room for the probe. */
  public long lost() {
    return recording.sites().lost();
  }

  /** The bytes that the counters hold. */
  public long bytes() {
    return recording.blocks().bytes();
  }
}
