package org.benchmonitor.run.follow;

import org.benchmonitor.run.follow.SnapshotQueue.Waiting;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.SnapshotListener;
import org.benchmonitor.run.thread.ThreadFailures;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the sampler and one follower: the sampler only queues, a thread of the follower's
 * kind hands over.
 *
 * <p>At most {@link SnapshotQueue#MOST} snapshots wait. When that many do, the sampler merges two
 * of them; until then it adds to a list. A merge that fails, in want of memory, is the sampler's to
 * count, and the new snapshot is not queued.
 *
 * <p>A follower that throws is counted and handed the next snapshot; only the one that it had in
 * hand is lost to it.
 */
public final class FollowingListener implements SnapshotListener {
  private final Follower follower;
  private final Lane lane;
  private final Time time;
  private final ThreadFailures failures;
  private final SnapshotQueue queue;

  /** Guarded by the queue, as is all that is not volatile but {@code failedInARow}. */
  private boolean closing;

  private boolean closeBegun;
  private volatile boolean closed;
  private volatile long handedOver;
  private volatile long failed;

  /** Of the thread that hands over. */
  private long failedInARow;

  FollowingListener(
      Follower follower, Lane lane, Time time, Merging merging, ThreadFailures failures) {
    this.follower = follower;
    this.lane = lane;
    this.time = time;
    this.failures = failures;
    this.queue = new SnapshotQueue(follower.whenFull(), merging);
    lane.add(this);
  }

  Follower follower() {
    return follower;
  }

  /** Queues it; once closed, does nothing. */
  @Override
  public void onSnapshot(Snapshot snapshot) {
    boolean wanted = follower.wants(snapshot);
    synchronized (queue) {
      if (closing) {
        return;
      }
      if (wanted) {
        queue.add(snapshot);
      }
    }
    // Also for one that is not wanted: at the end of a run the system may have no thread left.
    lane.begin();
    if (wanted) {
      lane.wake();
    }
  }

  /** Hands one snapshot over, or closes what has none left; false if there was nothing to do. */
  boolean handOver() {
    @Nullable Waiting next;
    synchronized (queue) {
      next = queue.poll();
      if (next == null) {
        if (!closing || closeBegun) {
          return false;
        }
        closeBegun = true;
      }
    }
    if (next == null) {
      end();
    } else {
      hand(next);
    }
    return true;
  }

  private void hand(Waiting next) {
    try {
      follower.take(next.snapshot());
      failedInARow = 0;
    } catch (Throwable failure) {
      count(failure);
    } finally {
      handedOver = next.number();
    }
  }

  private void end() {
    try {
      follower.close();
    } catch (Throwable failure) {
      count(failure);
    } finally {
      closed = true;
    }
  }

  /** The first is told, then the second, the fourth: a log must not be filled by one follower. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time hands over
  private void count(Throwable failure) {
    failed++;
    failedInARow++;
    if (Long.bitCount(failedInARow) == 1) {
      try {
        failures.failed(follower.name(), failure);
      } catch (Throwable untold) {
        // In want of memory the telling fails as well; it is counted.
        return;
      }
    }
  }

  /**
   * Waits until all that was queued before has been handed over.
   *
   * @param deadlineNanos when to give up, on the clock of {@link System#nanoTime}
   * @return whether it has been
   */
  public boolean flush(long deadlineNanos) {
    long last;
    synchronized (queue) {
      last = queue.added();
    }
    while (handedOver < last && time.nanos() - deadlineNanos < 0) {
      lane.await();
    }
    return handedOver >= last;
  }

  /** Takes no more; what is queued is handed over, then the follower is closed. Returns at once. */
  void beginClose() {
    synchronized (queue) {
      closing = true;
    }
    lane.wake();
  }

  /**
   * Takes no more, and waits until what is queued has been handed over and the follower has been
   * closed, which happens once.
   *
   * @param deadlineNanos when to give up, on the clock of {@link System#nanoTime}
   * @return whether it has been; if not, it still will be while the thread lives
   */
  public boolean close(long deadlineNanos) {
    beginClose();
    while (!closed && time.nanos() - deadlineNanos < 0) {
      lane.await();
    }
    return closed;
  }

  boolean isClosed() {
    return closed;
  }

  /** Snapshots that were dropped because the follower was too slow; only of one that skips. */
  public long skipped() {
    synchronized (queue) {
      return queue.skipped();
    }
  }

  /** How often the follower threw. */
  public long failed() {
    return failed;
  }
}
