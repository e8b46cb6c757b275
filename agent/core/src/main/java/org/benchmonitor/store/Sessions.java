package org.benchmonitor.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.benchmonitor.model.Snapshot;
import org.benchmonitor.model.SnapshotListener;
import org.jspecify.annotations.Nullable;

/**
 * The runs of this JVM, one after the other: the current one and those that ended before it.
 *
 * <p>One writer, the sampler, which never waits here for more than the adding of one interval; any
 * reader, without a lock. {@link #shrink} is for the agent's own thread, because it merges.
 *
 * <p>Bounded: the last {@link #MOST} runs are kept. All ended ones together hold about {@link
 * #ENDED_BYTES} or less once {@link #shrink} has run: their totals as they were, their intervals
 * merged as far as that takes, those of the oldest run first.
 */
public final class Sessions implements SnapshotListener {
  /** The most runs that are kept, the current one included. */
  public static final int MOST = 10;

  static final long ENDED_BYTES = 3 << 20;

  /** No run gives up resolution beyond so many intervals while another one has more. */
  private static final int FAIR_INTERVALS = 240;

  private final Merging merging;
  private final Duration retention;
  private final Duration interval;
  private final Blocks blocks;
  private final Points points = new Points();
  private final Object shrinking = new Object();
  private volatile List<RunStore> kept = List.of();

  /**
   * Makes it, without any run.
   *
   * @param retention how long the intervals of the current run are kept as they are
   * @param interval the nominal length of one
   */
  public Sessions(Merging merging, Duration retention, Duration interval) {
    this.merging = merging;
    this.retention = retention;
    this.interval = interval;
    this.blocks = new Blocks(merging);
  }

  @Override
  public void onSnapshot(Snapshot snapshot) {
    RunStore current = currentOrNull();
    if (current != null && current.isOf(snapshot.session().id())) {
      current.onSnapshot(snapshot);
      return;
    }
    if (current != null) {
      current.trim();
    }
    blocks.clear();
    points.clear();
    RunStore next = new RunStore(merging, retention, interval, blocks, points);
    next.onSnapshot(snapshot);
    List<RunStore> all = new ArrayList<>(kept);
    all.add(next);
    kept = List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size()));
  }

  private @Nullable RunStore currentOrNull() {
    List<RunStore> all = kept;
    return all.isEmpty() ? null : all.get(all.size() - 1);
  }

  /** The run that goes on, or the last one while none does; empty before the first snapshot. */
  public Optional<RunStore> current() {
    return Optional.ofNullable(currentOrNull());
  }

  /** The run with this identifier, if it is still kept. */
  public Optional<RunStore> find(String sessionId) {
    return kept.stream().filter(store -> store.isOf(sessionId)).findFirst();
  }

  /** The last snapshot of each run that is kept, the current one first. */
  public List<Snapshot> newestFirst() {
    List<Snapshot> snapshots = new ArrayList<>();
    for (RunStore store : kept) {
      Snapshot latest = store.latest();
      if (latest != null) {
        snapshots.add(0, latest);
      }
    }
    return snapshots;
  }

  /** The bytes that all runs hold, about. */
  public long bytes() {
    return heldBy(kept) + blocks.bytes() + points.bytes();
  }

  private static long heldBy(List<RunStore> stores) {
    return stores.stream().mapToLong(RunStore::ownBytes).sum();
  }

  /** Brings the ended runs down to what they may hold; quick when there is nothing to do. */
  public void shrink() {
    synchronized (shrinking) {
      List<RunStore> all = kept;
      List<RunStore> ended = all.subList(0, Math.max(0, all.size() - 1));
      for (int fewest = FAIR_INTERVALS; fewest >= 1; fewest /= 2) {
        for (RunStore store : ended) {
          long over = heldBy(ended) - ENDED_BYTES;
          if (over <= 0) {
            return;
          }
          store.coarsen(over, fewest);
        }
      }
    }
  }
}
