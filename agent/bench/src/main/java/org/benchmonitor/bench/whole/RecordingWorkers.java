package org.benchmonitor.bench.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.bootstrap.Site;
import org.jspecify.annotations.Nullable;

/**
 * Threads that record operations of realistic lengths when told to; a group of them at a time.
 *
 * <p>Lengths are log-normal about a median of each operation's own, one in a thousand takes twenty
 * times as long, one in a hundred fails.
 */
final class RecordingWorkers {
  private static final String[] NAMES = {"create", "read", "update", "delete"};
  private static final double[] MEDIAN_NANOS = {10e6, 2e6, 15e6, 5e6};
  private static final double SIGMA = 0.6;
  private static final int CALLS_EACH = 5;

  private final int groups;
  private final List<Semaphore> turns = new ArrayList<>();
  private final Semaphore done = new Semaphore(0);
  private final AtomicLong recorded = new AtomicLong();
  private volatile Site @Nullable [] sites;
  private int next;

  private RecordingWorkers(int groups) {
    this.groups = groups;
  }

  /** Starts the threads and waits until all are there; none has recorded anything. */
  static RecordingWorkers start(int workers, int groups) {
    RecordingWorkers made = new RecordingWorkers(groups);
    for (int i = 0; i < workers; i++) {
      Semaphore turn = new Semaphore(0);
      made.turns.add(turn);
      SplittableRandom random = new SplittableRandom(i);
      Thread thread = new Thread(() -> made.work(turn, random), "worker-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    made.done.acquireUninterruptibly(workers);
    return made;
  }

  void recordInto(Recording recording) {
    Site[] made = new Site[NAMES.length];
    for (int i = 0; i < made.length; i++) {
      made[i] = recording.sites().add(NAMES[i], null);
    }
    sites = made;
  }

  /** Lets the next group record, and returns when it has. */
  void recordOneInterval() {
    int told = 0;
    for (int i = next; i < turns.size(); i += groups) {
      turns.get(i).release();
      told++;
    }
    next = (next + 1) % groups;
    done.acquireUninterruptibly(told);
  }

  /** Says that all is recorded, and keeps the calling thread for good. */
  void rest(CountDownLatch taken) {
    while (taken.getCount() > 0) {
      taken.countDown();
    }
    new Semaphore(0).acquireUninterruptibly();
  }

  long recorded() {
    return recorded.get();
  }

  private void work(Semaphore turn, SplittableRandom random) {
    done.release();
    while (true) {
      turn.acquireUninterruptibly();
      Site[] all = sites;
      for (int call = 0; all != null && call < CALLS_EACH * NAMES.length; call++) {
        int operation = call % NAMES.length;
        PastOperations.record(all[operation], nanos(operation, random), failure(random));
        recorded.incrementAndGet();
      }
      done.release();
    }
  }

  private static long nanos(int operation, SplittableRandom random) {
    double nanos = MEDIAN_NANOS[operation] * Math.exp(SIGMA * random.nextGaussian());
    return (long) (random.nextInt(1000) == 0 ? 20 * nanos : nanos);
  }

  private static @Nullable Throwable failure(SplittableRandom random) {
    int chance = random.nextInt(200);
    return switch (chance) {
      case 0 -> new IllegalStateException("the document has been changed meanwhile");
      case 1 -> new IllegalArgumentException("no answer within " + random.nextInt(1000) + " ms");
      default -> null;
    };
  }
}
