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
 * The snapshots that wait for one follower, oldest first; not thread-safe.
 *
 * <p>Never longer than {@link #MOST}. What a full one holds is bounded by that: for each snapshot
 * the encoded histograms of its operations and the list of its workers. Followers share them.
 */
final class SnapshotQueue {
  static final int MOST = 64;

  /**
   * One that waits.
   *
   * @param number of the last snapshot in it, counted from 1 as they were added
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

  /** Adds one; if as many wait as may, two become one or the oldest is skipped. */
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

  /** The oldest two of those that differ least. */
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
   * How much is blurred by merging: nothing, a change of status, the end of the warm-up, or a
   * change of run. Each is merged only where there is no pair that differs less.
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

  /** What completed in both, and all else as it was at the end of the second. */
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

  /** No more of them than the run retains, so that they are bounded as those are. */
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

  /** Takes the oldest, or null if none waits. */
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
