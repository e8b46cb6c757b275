package org.benchmonitor.bootstrap;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Everything that the operations of one attachment are recorded into: the workers' side.
 *
 * <p>Called by the host's threads through {@link Probe}, any number at once; never blocks, and
 * allocates only for a thread's first operation. {@link #sites} is for whoever instruments or
 * pauses, {@link #reader} for the sampler. All memory is bounded by the number of operations and by
 * fixed caps.
 */
public final class Recording {
  // Static, so that the JIT folds it to a constant; a worker of an earlier recording is replaced.
  private static final ThreadLocal<Worker> WORKER_OF_THREAD = new ThreadLocal<>();

  private final CellBlocks blocks;
  private final NewWorkers newWorkers = new NewWorkers();
  private final ErrorTable errors = new ErrorTable();
  private final InFlight inFlight = new InFlight();
  private final Gate gate = new Gate();
  private final AtomicLong clamped = new AtomicLong();
  private final AtomicLong firstTicks = new AtomicLong(Long.MIN_VALUE);
  private final RecordingSites sites;
  private final RecordingReader reader;
  private volatile boolean closed;
  private volatile RunBoundaryListener runBoundary;

  /**
   * Makes an empty recording.
   *
   * @param digits significant digits of the histograms, 2 or 3
   * @param leases how many platform threads get an exclusive block
   * @param stripes how many shared blocks all others spread over
   */
  public Recording(int digits, int leases, int stripes) {
    CellLayout layout = new CellLayout(digits);
    OperationTable operations = new OperationTable();
    this.blocks = new CellBlocks(layout, leases, stripes);
    this.sites = new RecordingSites(operations, gate);
    this.reader = new RecordingReader(this, layout, operations);
  }

  /**
   * Makes a recording sized for this machine: a few leases for each core, and a cap on all blocks,
   * each of which may come to hold some tens of kilobytes.
   */
  public static Recording forThisMachine(int digits) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new Recording(digits, Math.min(128, Math.max(32, 4 * cores)), Math.min(64, 4 * cores));
  }

  /** Its sites, and the gate before them. */
  public RecordingSites sites() {
    return sites;
  }

  /** What the sampler reads. */
  public RecordingReader reader() {
    return reader;
  }

  /** Tells the listener of the session method and of the exit, until {@link #close}. */
  public void onRunBoundary(RunBoundaryListener listener) {
    runBoundary = listener;
  }

  /**
   * Lets go of everything, once another recording or none is installed and nobody reads this one.
   *
   * <p>The host's threads keep their workers, and so this, until they begin an operation of another
   * recording; what is left by then is some kilobytes that lead to no class but these. An operation
   * that is under way ends into it unseen.
   */
  public void close() {
    closed = true;
    runBoundary = null;
    newWorkers.drain();
    inFlight.clear();
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
   * The calling thread's worker, when {@link WorkerTable} does not have it; null if the thread is
   * the agent's.
   */
  Worker worker() {
    Thread thread = Thread.currentThread();
    boolean agents = thread instanceof NoWorker || thread.getThreadGroup() instanceof NoWorker;
    return agents ? null : anyWorker();
  }

  /** The same for the agent's own threads too, which measure themselves. */
  Worker anyWorker() {
    Worker worker = WORKER_OF_THREAD.get();
    if (worker == null || worker.recording() != this) {
      worker = newWorker();
    }
    WorkerTable.offer(worker);
    return worker;
  }

  private Worker newWorker() {
    firstTicks.compareAndSet(Long.MIN_VALUE, Clock.ticks());
    Thread thread = Thread.currentThread();
    Worker worker = newWorkers.add(this, thread);
    worker.writeTo(blocks.lease(worker, Threads.isVirtual(thread)));
    WORKER_OF_THREAD.set(worker);
    return worker;
  }

  CellBlock stripeOfThisThread() {
    return blocks.stripe(Threads.id(Thread.currentThread()));
  }

  /** Forgets the calling thread, as if it had never begun an operation. */
  static void forgetThisThread() {
    WORKER_OF_THREAD.remove();
  }

  /** Brings a duration into the layout's range, counting each that was outside. */
  long clamp(long nanos) {
    if (nanos < 0 || nanos > CellLayout.HIGHEST) {
      clamped.incrementAndGet();
      return nanos < 0 ? 0 : CellLayout.HIGHEST;
    }
    return nanos;
  }

  /** The type of the error that a completion is, or null for a success. */
  ErrorType errorOf(int siteId, Object returned, Throwable thrown) {
    if (thrown != null) {
      return errors.type(thrown);
    }
    Site site = Sites.get(siteId);
    String error = site == null || site.rule() == null ? null : errorByRule(site, returned);
    return error == null ? null : errors.type(error);
  }

  /** A rule calls the host's own methods; one that fails says nothing, and the call counts. */
  private static String errorByRule(Site site, Object returned) {
    try {
      return site.rule().errorOf(returned);
    } catch (Throwable failure) {
      site.countRuleFailure();
      return null;
    }
  }

  // The parts that the reader reads.

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

  /** The tick at which the first operation began, or {@code Long.MIN_VALUE}. */
  long firstTicks() {
    return firstTicks.get();
  }

  long clamped() {
    return clamped.get();
  }
}
