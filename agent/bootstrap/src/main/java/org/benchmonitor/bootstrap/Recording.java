package org.benchmonitor.bootstrap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Everything that the operations of one attachment are recorded into.
 *
 * <p>Workers write through {@link Probe}; the sampler reads. All memory is bounded by the number of
 * operations and by fixed caps.
 */
public final class Recording {
  // Static, so that the JIT folds it to a constant; a worker of an earlier recording is replaced.
  private static final ThreadLocal<Worker> WORKER_OF_THREAD = new ThreadLocal<>();

  private final Layout layout;
  private final CellBlocks blocks;
  private final OperationTable operations = new OperationTable();
  private final NewWorkers newWorkers = new NewWorkers();
  private final ErrorTable errors = new ErrorTable();
  private final InFlight inFlight = new InFlight();
  private final Gate gate = new Gate();
  private final List<Site> sites = new ArrayList<>();
  private final AtomicLong clamped = new AtomicLong();
  private final AtomicLong firstTicks = new AtomicLong(Long.MIN_VALUE);
  private boolean sitesOn;
  private long suppressedBefore;
  private long lostBefore;
  private final int lostSomewhereBefore = Probe.lostSomewhere();
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
    this.layout = new Layout(digits);
    this.blocks = new CellBlocks(layout, leases, stripes);
  }

  /**
   * Makes a recording sized for this machine: a few leases for each core, and a cap on all blocks,
   * each of which may come to hold some tens of kilobytes.
   */
  public static Recording forThisMachine(int digits) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new Recording(digits, Math.min(128, Math.max(32, 4 * cores)), Math.min(64, 4 * cores));
  }

  // ---- set-up -------------------------------------------------------------------------------

  /** Adds a site of a method that nothing is known of; rule may be null. */
  public Site addSite(String operation, ResultRule rule) {
    return addSite(operation, rule, null);
  }

  /** Adds a site whose operation has a fixed name; rule and method may be null. */
  public Site addSite(String operation, ResultRule rule, WovenMethod method) {
    return addSite(operations.number(operation), null, rule, method);
  }

  /** Adds a site of a method that nothing is known of; rule may be null. */
  public Site addNamedSite(NameSource names, ResultRule rule) {
    return addNamedSite(names, rule, null);
  }

  /** Adds a site whose operation is named by an argument; rule and method may be null. */
  public Site addNamedSite(NameSource names, ResultRule rule, WovenMethod method) {
    return addSite(-1, names.names, rule, method);
  }

  private synchronized Site addSite(
      int operation, ArgumentNames names, ResultRule rule, WovenMethod method) {
    Site site = new Site(this, operation, names, rule, method);
    Sites.add(site);
    sites.add(site);
    setState(site);
    return site;
  }

  synchronized void turnSitesOn() {
    sitesOn = true;
    sites.forEach(this::setState);
  }

  /** For ever: what is still inside an instrumented method finds its site gone. */
  synchronized void turnSitesOff() {
    sitesOn = false;
    resume();
    sites.forEach(Sites::remove);
  }

  private void setState(Site site) {
    if (sitesOn && site.isOff()) {
      Sites.setState(site.id(), Sites.OFF);
    } else if (sitesOn) {
      boolean ask = gate.isClosed() || site.operation() < 0;
      Sites.setState(site.id(), ask ? Sites.ASK : site.operation());
    }
  }

  /** Counts at these sites no more, or again; what is inside of one ends as it began. */
  public synchronized void retire(Collection<Site> some, boolean now) {
    for (Site site : some) {
      site.retire(now);
      setState(site);
    }
  }

  /** Forgets sites for ever and frees their numbers; what was counted at them stays counted. */
  public synchronized void forget(Collection<Site> some) {
    for (Site site : some) {
      suppressedBefore += site.suppressed();
      lostBefore += site.lost();
      Sites.remove(site);
    }
    sites.removeAll(Set.copyOf(some));
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
    synchronized (this) {
      sites.clear();
    }
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * Holds every worker at the entry of its next outermost operation until {@link #resume}.
   *
   * <p>A worker that has read its site's state just before and not yet begun is not held: at most
   * one more operation of each thread begins after this returns, as soon as the machine lets the
   * thread run its next few instructions.
   */
  public synchronized void pause() {
    gate.close();
    sites.forEach(this::setState);
  }

  /** Lets the workers go: all that wait are woken before this returns. */
  public synchronized void resume() {
    gate.open();
    sites.forEach(this::setState);
  }

  /** Workers that wait for {@link #resume} now. */
  public int waiting() {
    return gate.waiting();
  }

  /** The names that all sites of one pattern share, so that the cap is per pattern. */
  public static final class NameSource {
    private final ArgumentNames names;

    NameSource(ArgumentNames names) {
      this.names = names;
    }
  }

  /** Makes the names of one pattern that names its operations by an argument. */
  public NameSource newNameSource() {
    return new NameSource(new ArgumentNames(operations));
  }

  public void onRunBoundary(RunBoundaryListener listener) {
    runBoundary = listener;
  }

  // ---- workers' threads ---------------------------------------------------------------------

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

  InFlight inFlight() {
    return inFlight;
  }

  /** Brings a duration into the layout's range, counting each that was outside. */
  long clamp(long nanos) {
    if (nanos < 0 || nanos > Layout.HIGHEST) {
      clamped.incrementAndGet();
      return nanos < 0 ? 0 : Layout.HIGHEST;
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

  // ---- the sampler's thread -----------------------------------------------------------------

  public Layout layout() {
    return layout;
  }

  public OperationTable operations() {
    return operations;
  }

  public ErrorTable errors() {
    return errors;
  }

  /** Adds all counts of one operation and outcome so far to {@code into}. */
  public void read(int operation, boolean failed, CellCounts into) {
    blocks.addTo(operation, failed, into);
  }

  /** Takes the workers that are new since the last call, oldest first. */
  public List<Worker> takeNewWorkers() {
    return newWorkers.drain();
  }

  /** Gives back what a worker holds exclusively, after {@link Worker#isAlive} was false. */
  public void release(Worker worker) {
    WorkerTable.remove(worker);
    blocks.release(worker);
  }

  /** All threads that have begun an operation so far. */
  public long workersSeen() {
    return newWorkers.seen();
  }

  /** Whether any operation has begun. */
  public boolean hasBegun() {
    return firstTicks.get() != Long.MIN_VALUE;
  }

  /** The tick at which the first operation began; meaningless before. */
  public long firstOperationTicks() {
    return firstTicks.get();
  }

  /** Workers that are counted but not listed, because too many came within one tick. */
  public long workersUnlisted() {
    return newWorkers.unlisted();
  }

  /** Asynchronous operations under way. */
  public long asyncInFlight() {
    return inFlight.count();
  }

  /** The age in nanoseconds of the oldest asynchronous operation under way, or 0. */
  public long oldestAsyncNanos() {
    return Clock.toNanos(inFlight.oldestTicks(Clock.ticks()));
  }

  /** Durations that were negative or above one hour and were brought into range. */
  public long clamped() {
    return clamped.get();
  }

  /** Failures of the probe that were kept from the host, over all sites. */
  public synchronized long suppressed() {
    return suppressedBefore + sites.stream().mapToLong(Site::suppressed).sum();
  }

  /** Calls that may be missing, because the host's stack or heap had no room for the probe. */
  public synchronized long lost() {
    return lostBefore
        + sites.stream().mapToLong(Site::lost).sum()
        + Math.max(0, Probe.lostSomewhere() - lostSomewhereBefore);
  }

  /** The bytes that the counters hold. */
  public long bytes() {
    return blocks.bytes();
  }
}
