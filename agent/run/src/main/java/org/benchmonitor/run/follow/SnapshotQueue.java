package org.benchmonitor.run.follow;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.follow.Follower.WhenFull;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.ByteSizes;
import org.benchmonitor.run.model.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots that wait for one follower, oldest first. Not thread-safe.
 *
 * <p>At most {@link #MOST} wait, and fewer where they are large: each holds the encoded histograms
 * of its operations and the list of its workers, which the followers share.
 */
final class SnapshotQueue {
  static final int MOST = 64;

  private static final int OF_TWO_RUNS = 3;
  private static final long USUAL_BYTES = 4 << 20;

  /** A snapshot that waits. */
  static final class Waiting {
    private final Snapshot snapshot;
    private final long number;
    private long bytes = -1;

    Waiting(Snapshot snapshot, long number) {
      this.snapshot = snapshot;
      this.number = number;
    }

    Snapshot snapshot() {
      return snapshot;
    }

    /** That of the last snapshot merged into it, from 1 in the order of adding. */
    long number() {
      return number;
    }

    /** What it holds; only asked of one that has waited, for most are taken before. */
    private long bytes() {
      if (bytes < 0) {
        bytes = ByteSizes.of(snapshot) + ByteSizes.of(snapshot.interval());
      }
      return bytes;
    }
  }

  private final WhenFull whenFull;
  private final Merging merging;
  private final List<Waiting> waiting = new ArrayList<>();
  private long limit = USUAL_BYTES;
  private long added;
  private long skipped;

  SnapshotQueue(WhenFull whenFull, Merging merging) {
    this.whenFull = whenFull;
    this.merging = merging;
  }

  /** Bounds the bytes of what waits from the next snapshot on; one may wait in any case. */
  void limitTo(long most) {
    limit = most;
  }

  /** The bytes of what waits. */
  long bytes() {
    long bytes = 0;
    for (Waiting one : waiting) {
      bytes += one.bytes();
    }
    return bytes;
  }

  /** Adds a snapshot; if the queue is full then, it merges two or skips the oldest. */
  void add(Snapshot snapshot) {
    added++;
    waiting.add(new Waiting(snapshot, added));
    while (isFull()) {
      makeRoom();
    }
  }

  /** Two runs are not made one for a few bytes: whoever waits for their ends would miss one. */
  private boolean isFull() {
    if (waiting.size() > MOST) {
      return true;
    }
    if (waiting.size() < 2) {
      return false;
    }
    long bytes = bytes();
    return bytes > limit && (whenFull == WhenFull.SKIP || bytes / 2 > limit || isAnyPairOfOneRun());
  }

  private boolean isAnyPairOfOneRun() {
    int best = bestPair();
    return difference(waiting.get(best).snapshot(), waiting.get(best + 1).snapshot()) < OF_TWO_RUNS;
  }

  private void makeRoom() {
    if (whenFull == WhenFull.SKIP) {
      waiting.remove(0);
      skipped++;
      return;
    }
    int first = bestPair();
    Waiting one = waiting.get(first);
    Waiting next = waiting.remove(first + 1);
    waiting.set(first, new Waiting(merging.asOne(one.snapshot, next.snapshot), next.number));
  }

  /** The index of the oldest pair of neighbours that differ least. */
  private int bestPair() {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i + 1 < waiting.size() && least > 0; i++) {
      int difference = difference(waiting.get(i).snapshot(), waiting.get(i + 1).snapshot());
      if (difference < least) {
        best = i;
        least = difference;
      }
    }
    return best;
  }

  /**
   * Rates what merging two would blur: 0 nothing, 1 a change of status, 2 the end of the warm-up, 3
   * a change of run.
   */
  private static int difference(Snapshot one, Snapshot next) {
    if (!one.run().id().equals(next.run().id())) {
      return OF_TWO_RUNS;
    }
    if (one.interval().warmup() != next.interval().warmup()) {
      return 2;
    }
    return one.interval().status() == next.interval().status() ? 0 : 1;
  }

  /** Removes and returns the oldest, or null. */
  @Nullable Waiting poll() {
    return waiting.isEmpty() ? null : waiting.remove(0);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** The number of the snapshot that was added last; 0 before the first. */
  long added() {
    return added;
  }

  long skipped() {
    return skipped;
  }
}
