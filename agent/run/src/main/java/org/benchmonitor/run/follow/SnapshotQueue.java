package org.benchmonitor.run.follow;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.follow.Follower.WhenFull;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.ErrorEvent;
import org.benchmonitor.run.model.Errors;
import org.benchmonitor.run.model.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots that wait for one follower, oldest first. Not thread-safe.
 *
 * <p>At most {@link #MOST} wait, which bounds the memory. Each holds the encoded histograms of its
 * operations and the list of its workers, which the followers share.
 */
final class SnapshotQueue {
  static final int MOST = 64;

  /**
   * A snapshot that waits.
   *
   * @param number of the last snapshot merged into it, from 1 in the order of adding
   */
  record Waiting(Snapshot snapshot, long number) {}

  private final WhenFull whenFull;
  private final Merging merging;
  private final List<Waiting> waiting = new ArrayList<>();
  private long added;
  private long skipped;

  SnapshotQueue(WhenFull whenFull, Merging merging) {
    this.whenFull = whenFull;
    this.merging = merging;
  }

  /** Adds a snapshot; if the queue is full, it first merges two or skips the oldest. */
  void add(Snapshot snapshot) {
    if (waiting.size() == MOST) {
      makeRoom();
    }
    added++;
    waiting.add(new Waiting(snapshot, added));
  }

  private void makeRoom() {
    if (whenFull == WhenFull.SKIP) {
      waiting.remove(0);
      skipped++;
      return;
    }
    int first = bestPair();
    Waiting second = waiting.get(first + 1);
    Snapshot merged = asOne(waiting.get(first).snapshot(), second.snapshot());
    waiting.set(first, new Waiting(merged, second.number()));
    waiting.remove(first + 1);
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
      return 3;
    }
    if (one.interval().warmup() != next.interval().warmup()) {
      return 2;
    }
    return one.interval().status() == next.interval().status() ? 0 : 1;
  }

  /** What completed in both, and everything else as at the end of the second. */
  private Snapshot asOne(Snapshot first, Snapshot second) {
    return new Snapshot(
        merging.asOne(first.interval(), second.interval()),
        second.totals(),
        second.warmupTotals(),
        second.workers(),
        withFresh(first.errors().fresh(), second.errors()),
        second.run(),
        second.cost());
  }

  /** Keeps no more fresh errors than the run retains, so that they are bounded too. */
  private static Errors withFresh(List<ErrorEvent> before, Errors errors) {
    if (before.isEmpty()) {
      return errors;
    }
    List<ErrorEvent> fresh = new ArrayList<>(before);
    fresh.addAll(errors.fresh());
    int from = Math.max(0, fresh.size() - errors.recent().size());
    return new Errors(
        errors.total(),
        errors.byType(),
        errors.recent(),
        List.copyOf(fresh.subList(from, fresh.size())),
        errors.notSampled(),
        errors.names());
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
