package org.benchmonitor.bootstrap;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The workers' side of all that the calls of one attachment are counted into.
 *
 * <p>Any number of the host's threads call it through {@link Probe}; it blocks only at the gate. A
 * synchronous call allocates only at the first use of a worker, cell, octave or type. {@link
 * #sites} is for those who instrument or pause, {@link #reader} for the sampler. Fixed caps bound
 * all memory.
 */
public final class Recording {
  /** So many threads are told apart; the cells are few, and bounded by bytes. */
  private static final int LEASES_OF_TRIAL = 128;

  private static final int STRIPES_OF_TRIAL = 16;

  // Static, so that the JIT folds it to a constant; a worker of an earlier recording is replaced.
  private static final ThreadLocal<Worker> WORKER_OF_THREAD = new ThreadLocal<>();

  // Apart from those, because a method that is tried may be called inside of an operation. Static,
  // so that a thread keeps one worker of all trials that there ever were.
  private static final ThreadLocal<Worker> WORKER_OF_TRIAL = new ThreadLocal<>();

  private final CellBlocks blocks;
  private final NewWorkers newWorkers = new NewWorkers();
  private final ErrorTable errors = new ErrorTable();
  private final InFlight inFlight = new InFlight();
  private final Gate gate = new Gate();
  private final Pauses pauses = new Pauses();
  private final OperationTable operations;

  /** Made with the first rule by a planned start. */
  private volatile WallClock wall;

  private final AtomicLong clamped = new AtomicLong();
  private final AtomicLong firstTicks = new AtomicLong(Long.MIN_VALUE);
  private final RecordingSites sites;
  private final RecordingReader reader;
  private volatile PairTable pairs;
  private volatile boolean threadsDoBoth;
  private volatile boolean closed;
  private volatile RunBoundaryListener runBoundary;

  /**
   * Creates an empty recording.
   *
   * @param digits significant digits of the histograms, 2 or 3
   * @param leases the number of platform threads with an exclusive block
   * @param stripes the number of shared blocks for all other threads
   */
  public Recording(int digits, int leases, int stripes) {
    this(digits, leases, stripes, false);
  }

  private Recording(int digits, int leases, int stripes, boolean isTrial) {
    CellLayout layout = new CellLayout(digits);
    this.operations = new OperationTable();
    this.blocks = new CellBlocks(layout, leases, stripes);
    this.sites = new RecordingSites(operations, gate, pauses, isTrial ? this : null);
    this.reader = new RecordingReader(this, layout, operations);
  }

  /**
   * Creates a recording for this machine: a few leases for each core, and a cap on all blocks,
   * because each may grow to some tens of kilobytes.
   */
  public static Recording forThisMachine(int digits) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new Recording(digits, Math.min(128, Math.max(32, 4 * cores)), Math.min(64, 4 * cores));
  }

  /**
   * Creates a recording of methods that are only tried. It counts beside the one that is installed,
   * from {@link #beginTrial} to {@link #endTrial}, and is never installed itself. Its operations
   * are in no figure of the run, no worker of the run is inside of them, and no pause holds them.
   */
  public static Recording forTrial(int digits) {
    return new Recording(digits, LEASES_OF_TRIAL, STRIPES_OF_TRIAL, true);
  }

  /** Counts the calls of the methods that are tried, from now on. */
  public void beginTrial() {
    sites.turnOn();
  }

  /** Counts none any more, and frees the numbers of the sites; {@link #close} follows. */
  public void endTrial() {
    sites.turnOff();
  }

  /** The sites, and the gate before them. */
  public RecordingSites sites() {
    return sites;
  }

  /** The sampler's side. */
  public RecordingReader reader() {
    return reader;
  }

  /** Sets the listener for run boundaries and the exit, until {@link #close}. */
  public void onRunBoundary(RunBoundaryListener listener) {
    runBoundary = listener;
  }

  /**
   * Releases everything, once another recording or none is installed and nobody reads this one.
   *
   * <p>The host's threads keep their workers, and so this object, until they begin an operation of
   * another recording. By then it is some kilobytes that reference only these classes. An operation
   * in flight ends into it unseen.
   */
  public void close() {
    closed = true;
    runBoundary = null;
    newWorkers.drain();
    inFlight.clear();
    PairTable waiting = pairs;
    if (waiting != null) {
      waiting.clear();
    }
    errors.close();
    blocks.clear();
    sites.clear();
  }

  boolean isClosed() {
    return closed;
  }

  Gate gate() {
    return gate;
  }

  RunBoundaryListener runBoundary() {
    return runBoundary;
  }

  /**
   * The calling thread's worker if {@link WorkerTable} does not have it; null for a thread of the
   * agent.
   */
  Worker worker() {
    return isAgents() ? null : anyWorker();
  }

  /** The calling thread's worker if it has begun operations; null if it has not. */
  Worker workerIfAny() {
    Worker worker = WorkerTable.find(this);
    if (worker == null) {
      // Before JDK 19 the table has none.
      worker = WORKER_OF_THREAD.get();
    }
    return worker == null || worker.recording() != this ? null : worker;
  }

  private static boolean isAgents() {
    Thread thread = Thread.currentThread();
    return thread instanceof NoWorker || thread.getThreadGroup() instanceof NoWorker;
  }

  /** The calling thread's worker of a trial; null for a thread of the agent. */
  Worker workerOfTrial() {
    Worker worker = WORKER_OF_TRIAL.get();
    if (worker == null || worker.recording() != this) {
      if (isAgents()) {
        return null;
      }
      worker = newWorker();
      WORKER_OF_TRIAL.set(worker);
    }
    return worker;
  }

  /** The same, also for the agent's own threads, which measure themselves. */
  Worker anyWorker() {
    Worker worker = WORKER_OF_THREAD.get();
    if (worker == null || worker.recording() != this) {
      worker = newWorker();
      WORKER_OF_THREAD.set(worker);
    }
    WorkerTable.offer(worker);
    return worker;
  }

  private Worker newWorker() {
    firstTicks.compareAndSet(Long.MIN_VALUE, Clock.ticks());
    Thread thread = Thread.currentThread();
    Worker worker = newWorkers.add(this, thread);
    worker.writeTo(blocks.lease(worker, Threads.isVirtual(thread)));
    if (pairs != null && PairProbe.hasEnded()) {
      worker.endsOthersToo();
    }
    return worker;
  }

  /** The operations that end in another method than they begin in. */
  PairTable pairs() {
    PairTable there = pairs;
    return there == null ? newPairs() : there;
  }

  private synchronized PairTable newPairs() {
    if (pairs == null) {
      pairs = new PairTable();
    }
    return pairs;
  }

  /** The same, or null if there has been none. */
  PairTable pairsSoFar() {
    return pairs;
  }

  /** Says that a thread both begins operations and ends those of others. */
  void hasThreadsThatDoBoth() {
    threadsDoBoth = true;
  }

  boolean threadsDoBoth() {
    return threadsDoBoth;
  }

  CellBlock stripeOfThisThread() {
    return blocks.stripe(Threads.id(Thread.currentThread()));
  }

  /** Forgets the calling thread, as if it had never begun an operation. */
  static void forgetThisThread() {
    WORKER_OF_THREAD.remove();
  }

  /** Clamps a duration to the layout's range and counts each that was outside. */
  long clamp(long nanos) {
    if (nanos < 0 || nanos > CellLayout.HIGHEST) {
      clamped.incrementAndGet();
      return nanos < 0 ? 0 : CellLayout.HIGHEST;
    }
    return nanos;
  }

  /** The error type of a completion, or null for a success. */
  ErrorType errorOf(int siteId, Object returned, Throwable thrown) {
    if (thrown != null) {
      return errors.type(thrown);
    }
    Site site = Sites.get(siteId);
    String error = site == null || site.rule() == null ? null : errorByRule(site, returned);
    return error == null ? null : errors.type(error);
  }

  /** A rule calls the host's methods. If it fails, the call counts as a success. */
  private static String errorByRule(Site site, Object returned) {
    try {
      return site.rule().errorOf(returned);
    } catch (Throwable failure) {
      site.countRuleFailure();
      return null;
    }
  }

  /**
   * How long a call waited that has just begun: what was paused meanwhile was no wait. Counts calls
   * that tell no planned start, and those that began before it, which waited for nothing.
   */
  long waitedNanos(Site site, PlannedStart planned, Object value, long number, boolean isNumber) {
    long now = System.nanoTime();
    WallClock clock = wall();
    long waited = PlannedStart.NONE;
    try {
      waited =
          isNumber
              ? planned.waitedNanos(number, now, clock)
              : planned.waitedNanos(value, now, clock);
    } catch (VirtualMachineError noRoom) {
      throw noRoom;
    } catch (Throwable unreadable) {
      // The host's own methods are on the path.
      waited = PlannedStart.NONE;
    }
    if (waited == PlannedStart.NONE) {
      site.countUnplanned();
      return waited;
    }
    if (waited < 0) {
      site.countEarly();
      return 0;
    }
    return Math.max(0, waited - pauses.nanosWithin(now - waited, now));
  }

  private WallClock wall() {
    WallClock known = wall;
    if (known == null) {
      known = new WallClock();
      wall = known;
    }
    return known;
  }

  /** Aligns the clock of planned starts, if there are any. */
  void alignWallClock() {
    WallClock known = wall;
    if (known != null) {
      known.align();
    }
  }

  /** The number under which latencies from planned starts are counted; -1 if there is none. */
  int corrected(int operation) {
    return operations.corrected(operation);
  }

  // The parts for the reader.

  CellBlocks blocks() {
    return blocks;
  }

  NewWorkers newWorkers() {
    return newWorkers;
  }

  ErrorTable errors() {
    return errors;
  }

  InFlight inFlight() {
    return inFlight;
  }

  /** The tick of the first operation's begin, or {@code Long.MIN_VALUE}. */
  long firstTicks() {
    return firstTicks.get();
  }

  long clamped() {
    return clamped.get();
  }
}
