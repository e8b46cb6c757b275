package org.benchmonitor.bootstrap;

import java.util.List;

/**
 * The sampler's side of a {@link Recording}, for threads of the agent. Allocates.
 *
 * <p>Only one thread at a time takes new workers or gives leases back. Reading counts takes no
 * lock; {@link #suppressed} and {@link #lost} take that of the sites.
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

  /** The layout of all counters. */
  public CellLayout layout() {
    return layout;
  }

  /** The names of the operations so far, by number. */
  public OperationTable operations() {
    return operations;
  }

  /** The types of errors so far, and the errors to describe. */
  public ErrorTable errors() {
    return recording.errors();
  }

  /**
   * Follows the system's clock, by which calls may be planned; the sampler's thread at each tick.
   */
  public void followWallClock() {
    recording.alignWallClock();
  }

  /** Adds all counts so far of one operation and outcome to {@code into}. */
  public void read(int operation, boolean failed, CellCounts into) {
    recording.blocks().addTo(operation, failed, into);
  }

  /**
   * Adds all failures so far of one operation to {@code into}, by the number of their type.
   *
   * <p>Read the counts afterwards: then the types never add up to more than they do.
   *
   * @param into as long as {@link ErrorTable#MOST_TYPES}
   * @return whether there may be any
   */
  public boolean readErrors(int operation, long[] into) {
    return recording.blocks().addTypesTo(operation, into);
  }

  /**
   * The threads that have completed the operation, of those that count for themselves; further ones
   * count together and are not known.
   */
  public int threads(int operation) {
    return recording.blocks().exclusiveUsers(operation);
  }

  /** Takes the workers that are new since the last call, oldest first. */
  public List<Worker> takeNewWorkers() {
    return recording.newWorkers().drain();
  }

  /** Gives a worker's lease back, after {@link Worker#isAlive} returned false. */
  public void release(Worker worker) {
    WorkerTable.remove(worker);
    recording.blocks().release(worker);
  }

  /** The number of threads that have begun an operation so far. */
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

  /** The number of operations in flight that no thread is inside of. */
  public long asyncInFlight() {
    PairTable pairs = recording.pairsSoFar();
    return recording.inFlight().count() + (pairs == null ? 0 : pairs.count());
  }

  /**
   * The age in nanoseconds of the oldest operation in flight that no thread is inside of and whose
   * age is known, or 0; of pairs, as of the last {@link #sweepPairs}.
   */
  public long oldestAsyncNanos() {
    long now = Clock.ticks();
    long oldest = recording.inFlight().oldestTicks(now);
    PairTable pairs = recording.pairsSoFar();
    long start = pairs == null ? Long.MIN_VALUE : pairs.oldestTicks();
    return Clock.toNanos(start == Long.MIN_VALUE ? oldest : Math.max(oldest, now - start));
  }

  /** The bytes of the pairs that wait for their end, about; 0 if the run has no pairs. */
  public long pairBytes() {
    PairTable pairs = recording.pairsSoFar();
    return pairs == null ? 0 : pairs.bytes();
  }

  /** Gives up pairs that have waited too long for their end; one thread at a time. */
  public void sweepPairs() {
    PairTable pairs = recording.pairsSoFar();
    if (pairs != null) {
      pairs.sweep(Clock.ticks());
    }
  }

  /**
   * Whether a thread both begins operations and ends those that began elsewhere. A pause can hold
   * no such thread, because what is under way would be timed on.
   */
  public boolean threadsDoBoth() {
    return recording.threadsDoBoth();
  }

  /** Durations that were negative or above one hour and were clamped. */
  public long clamped() {
    return recording.clamped();
  }

  /** Failures of the probe that were kept from the host, over all sites. */
  public long suppressed() {
    return recording.sites().suppressed();
  }

  /** Calls that may be missing because the host's stack or heap had no room for the probe. */
  public long lost() {
    return recording.sites().lost();
  }

  /** The bytes that the cells hold, with what workers keep to find them. */
  public long cellBytes() {
    return recording.blocks().room().held();
  }

  /** The bytes that the names of operations and the sites of methods hold. */
  public long nameBytes() {
    return operations.bytes() + recording.sites().bytes();
  }

  /**
   * Sets up to how many bytes of all cells a worker gets further ones of its own. After that it
   * shares those that every operation and outcome has; they are always made.
   */
  public void limitCells(long bytes) {
    recording.blocks().room().limitTo(bytes);
  }

  /** Whether any worker had to share cells because of {@link #limitCells}. */
  public boolean hasSharedForRoom() {
    return recording.blocks().room().hasRefused();
  }
}
