package org.benchmonitor.run.follow;

import org.benchmonitor.run.follow.SnapshotQueue.Waiting;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.SnapshotListener;
import org.benchmonitor.run.thread.ThreadFailures;
import org.jspecify.annotations.Nullable;

/**
 * The queue between the sampler and one follower: the sampler adds, a thread of the follower's kind
 * hands over.
 *
 * <p>At most {@link SnapshotQueue#MOST} snapshots wait. The sampler only adds to a list until the
 * queue is full; then it merges two snapshots. If the merge runs out of memory, the sampler counts
 * the failure and the new snapshot is not queued.
 *
 * <p>If the follower throws, the failure is counted, that snapshot is lost to it, and it gets the
 * next.
 */
public final class FollowingListener implements SnapshotListener {
  private final Follower follower;
  private final Lane lane;
  private final Time time;
  private final ThreadFailures failures;
  private final SnapshotQueue queue;

  /** Guarded by {@code queue}, as is {@code closeBegun}. */
  private boolean closing;

  private boolean closeBegun;
  private volatile boolean closed;
  private volatile long handedOver;
  private volatile long failed;

  /** Only for the thread that hands over. */
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

  /** Queues the snapshot; does nothing once closed. */
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
    if (wanted || follower.needsThreadAtOnce()) {
      lane.begin();
    }
    if (wanted) {
      lane.wake();
    }
  }

  /** Hands over one snapshot, or closes if none is left; false if there was nothing to do. */
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

  /** Reports failures 1, 2, 4, 8 and so on in a row, so that no follower fills the log. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time hands over
  private void count(Throwable failure) {
    failed++;
    failedInARow++;
    if (Long.bitCount(failedInARow) == 1) {
      try {
        failures.failed(follower.name(), failure);
      } catch (Throwable untold) {
        // Without memory the report fails as well; the failure is counted.
        return;
      }
    }
  }

  /**
   * Waits until everything queued before this call has been handed over.
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

  /** Accepts no more; the queue is handed over, then the follower is closed. Returns at once. */
  void beginClose() {
    synchronized (queue) {
      closing = true;
    }
    lane.wake();
  }

  /**
   * Accepts no more, and waits until the queue has been handed over and the follower is closed.
   *
   * @param deadlineNanos when to give up, on the clock of {@link System#nanoTime}
   * @return whether it is closed; if not, it still will be while the thread lives
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

  /** Snapshots that were dropped because the follower was too slow; 0 unless it may skip. */
  public long skipped() {
    synchronized (queue) {
      return queue.skipped();
    }
  }

  /** The bytes of the snapshots that wait. */
  long bytes() {
    synchronized (queue) {
      return queue.bytes();
    }
  }

  /** Bounds the bytes of the snapshots that wait. */
  void limitTo(long bytes) {
    synchronized (queue) {
      queue.limitTo(bytes);
    }
  }

  /** How often the follower threw. */
  public long failed() {
    return failed;
  }
}
