package org.benchmonitor.host.sample;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.benchmonitor.bootstrap.RecordingReader;
import org.benchmonitor.bootstrap.Worker;
import org.benchmonitor.run.model.WorkerFigures;
import org.benchmonitor.run.model.Workers;

/**
 * Follows the workers from their first operation to the end of their threads; under the sampler's
 * lock.
 *
 * <p>Bounded: a snapshot describes at most {@link #MOST_LISTED}, and the last {@link #MOST_ENDED}
 * ended ones are remembered.
 */
final class WorkerTracker implements Reducible {
  /** The most workers described one by one. */
  static final int MOST_LISTED = 10_000;

  /** The most ended workers remembered. */
  static final int MOST_ENDED = 1_000;

  /** The fewest of both that are left by a limit. */
  private static final int FEWEST = 10;

  /** A listed worker with its number; an ended one's thread name is its own. */
  private static final long LISTED_BYTES = 120;

  /** A worker with its reference to the thread, its first cells and its entries in tables. */
  private static final long WORKER_BYTES = 400;

  private static final class Tracked {
    private final Worker worker;
    private long completedBefore;
    private long completedAtBegin;
    private long failedAtBegin;

    private Tracked(Worker worker) {
      this.worker = worker;
    }

    private void beginRun() {
      completedAtBegin = worker.completed();
      failedAtBegin = worker.failed();
      completedBefore = completedAtBegin;
    }
  }

  private final RecordingReader reader;
  private final Ticker ticker;
  private final Deque<WorkerFigures> lastEnded = new ArrayDeque<>();
  private int mostListed = MOST_LISTED;
  private int listedLast;
  private int activeInInterval;
  private boolean reduced;
  private List<Tracked> alive = new ArrayList<>();
  private long ended;
  private long unlistedAtBegin;

  WorkerTracker(RecordingReader reader, Ticker ticker) {
    this.reader = reader;
    this.ticker = ticker;
  }

  /** The worker's identifier in the API. */
  static String id(Worker worker) {
    return WorkerFigures.id(worker.number());
  }

  /** Forgets the workers that ended before the run, and what the others did before it. */
  void beginRun() {
    follow();
    alive.forEach(Tracked::beginRun);
    unlistedAtBegin = reader.workersUnlisted();
    ended = 0;
    lastEnded.clear();
  }

  /** Gives back what ended workers held, outside of a run. */
  void follow() {
    takeNew();
    List<Tracked> stillAlive = new ArrayList<>(alive.size());
    for (Tracked tracked : alive) {
      if (tracked.worker.isAlive()) {
        stillAlive.add(tracked);
      } else {
        reader.release(tracked.worker);
      }
    }
    alive = stillAlive;
  }

  private void takeNew() {
    for (Worker worker : reader.takeNewWorkers()) {
      alive.add(new Tracked(worker));
    }
  }

  /** Reads all workers and gives back what ended ones held. */
  Workers read(long nowNanos, long lengthNanos) {
    takeNew();
    reader.sweepPairs();
    Census census = new Census();
    int endedActive = 0;
    List<Tracked> stillAlive = new ArrayList<>(alive.size());
    for (Tracked tracked : alive) {
      // Before the counters are read: false makes all that the thread has written visible.
      boolean running = tracked.worker.isAlive();
      long completedBefore = tracked.completedBefore;
      WorkerFigures figures = figures(tracked, running, nowNanos, lengthNanos);
      if (running) {
        stillAlive.add(tracked);
        census.add(figures);
      } else {
        reader.release(tracked.worker);
        remember(figures);
        endedActive += tracked.completedBefore > completedBefore ? 1 : 0;
      }
    }
    alive = stillAlive;
    activeInInterval = census.active + endedActive;
    return census.toWorkers();
  }

  /**
   * The workers that were inside an operation at the last read or had finished one since the read
   * before, those that have ended meanwhile included.
   */
  int activeInInterval() {
    return activeInInterval;
  }

  @Override
  public long bytes() {
    return WORKER_BYTES * alive.size() + LISTED_BYTES * (listedLast + 2L * lastEnded.size());
  }

  @Override
  public void limitTo(long bytes) {
    long forLists = Math.max(0, bytes - WORKER_BYTES * alive.size());
    mostListed = (int) Math.max(FEWEST, Math.min(MOST_LISTED, forLists / LISTED_BYTES));
    while (lastEnded.size() > mostEnded()) {
      reduced = true;
      lastEnded.removeFirst();
    }
  }

  private int mostEnded() {
    return Math.max(FEWEST, Math.min(MOST_ENDED, mostListed / 4));
  }

  @Override
  public boolean isReduced() {
    return reduced;
  }

  /** The workers whose threads were alive at the last look. */
  List<Worker> alive() {
    return alive.stream().map(tracked -> tracked.worker).toList();
  }

  private void remember(WorkerFigures figures) {
    ended++;
    lastEnded.addLast(figures);
    if (lastEnded.size() > mostEnded()) {
      reduced |= lastEnded.size() <= MOST_ENDED;
      lastEnded.removeFirst();
    }
  }

  private WorkerFigures figures(Tracked tracked, boolean running, long nowNanos, long lengthNanos) {
    Worker worker = tracked.worker;
    int operation = running ? worker.currentOperation() : -1;
    long age = operation < 0 ? 0 : nowNanos - ticker.nanosOfTick(worker.currentStartTicks());
    long completed = worker.completed();
    long fresh = completed - tracked.completedBefore;
    tracked.completedBefore = completed;
    long failed = worker.failed() - tracked.failedAtBegin;
    return new WorkerFigures(
        worker.number(),
        worker.threadName(),
        worker.threadId(),
        state(running, operation, fresh),
        completed - tracked.completedAtBegin,
        failed,
        lengthNanos <= 0 ? 0 : fresh * 1e9 / lengthNanos,
        operation < 0 ? null : reader.operations().name(operation),
        Math.max(0, age),
        failed == 0 ? null : worker.lastError());
  }

  private static WorkerFigures.State state(boolean running, int operation, long fresh) {
    if (!running) {
      return WorkerFigures.State.ENDED;
    }
    return operation >= 0 || fresh > 0 ? WorkerFigures.State.ACTIVE : WorkerFigures.State.IDLE;
  }

  /** Counts all workers alive and lists the first of them. */
  private final class Census {
    private final List<WorkerFigures> listed = new ArrayList<>();
    private int active;
    private int idle;
    private long beyondList;
    private long inside;
    private long oldestNanos;

    void add(WorkerFigures worker) {
      if (worker.state() == WorkerFigures.State.ACTIVE) {
        active++;
      } else {
        idle++;
      }
      if (worker.currentOperation() != null) {
        inside++;
        oldestNanos = Math.max(oldestNanos, worker.currentAgeNanos());
      }
      if (listed.size() < mostListed) {
        listed.add(worker);
      } else {
        beyondList++;
        reduced |= mostListed < MOST_LISTED;
      }
    }

    Workers toWorkers() {
      for (WorkerFigures worker : lastEnded) {
        if (listed.size() < mostListed) {
          listed.add(worker);
        } else {
          reduced |= mostListed < MOST_LISTED;
        }
      }
      listedLast = listed.size();
      long unlisted = reader.workersUnlisted() - unlistedAtBegin;
      long oldestAsync = reader.oldestAsyncNanos();
      return new Workers(
          active + idle + ended + unlisted,
          active,
          idle,
          ended,
          unlisted + beyondList,
          inside + reader.asyncInFlight(),
          Math.max(oldestNanos, oldestAsync),
          List.copyOf(listed));
    }
  }
}
