package org.benchmonitor.run.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.SnapshotListener;
import org.jspecify.annotations.Nullable;

/**
 * The runs of this JVM, one after the other: the current one and those that ended before it.
 *
 * <p>One writer, the sampler, which never waits here for more than the adding of one interval; any
 * reader, without a lock. {@link #shrink} is for the agent's own thread, because it merges.
 *
 * <p>Bounded: the last {@link #MOST} runs are kept. All ended ones together hold about {@link
 * #ENDED_BYTES} or less once {@link #shrink} is done: their totals as they were, their intervals
 * merged as far as that takes, those of the oldest run first.
 */
public final class RetainedRuns implements SnapshotListener {
  /** The most runs that are kept, the current one included. */
  public static final int MOST = 10;

  static final long ENDED_BYTES = 3 << 20;

  /** No run gives up resolution beyond so many intervals while another one has more. */
  private static final int FAIR_INTERVALS = 240;

  private static final int INTERVALS_A_STEP = 40;

  private final Merging merging;
  private final Duration retention;
  private final Duration interval;
  private final MergedBlocks blocks;
  private final MergedPoints points = new MergedPoints();
  private volatile List<RunTimeline> kept = List.of();
  private @Nullable Step underWay;

  /**
   * Makes it, without any run.
   *
   * @param retention how long the intervals of the current run are kept as they are
   * @param interval the nominal length of one
   */
  public RetainedRuns(Merging merging, Duration retention, Duration interval) {
    this.merging = merging;
    this.retention = retention;
    this.interval = interval;
    this.blocks = new MergedBlocks(merging);
  }

  @Override
  public void onSnapshot(Snapshot snapshot) {
    RunTimeline current = currentOrNull();
    if (current != null && current.isOf(snapshot.run().id())) {
      current.onSnapshot(snapshot);
      return;
    }
    if (current != null) {
      current.trim();
    }
    blocks.clear();
    points.clear();
    RunTimeline next = new RunTimeline(merging, retention, interval, blocks, points);
    next.onSnapshot(snapshot);
    List<RunTimeline> all = new ArrayList<>(kept);
    all.add(next);
    kept = List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size()));
  }

  private @Nullable RunTimeline currentOrNull() {
    List<RunTimeline> all = kept;
    return all.isEmpty() ? null : all.get(all.size() - 1);
  }

  /** The run that goes on, or the last one while none does; empty before the first snapshot. */
  public Optional<RunTimeline> current() {
    return Optional.ofNullable(currentOrNull());
  }

  /** The run with this identifier, if it is still kept. */
  public Optional<RunTimeline> find(String sessionId) {
    return kept.stream().filter(store -> store.isOf(sessionId)).findFirst();
  }

  /** The last snapshot of each run that is kept, the current one first. */
  public List<Snapshot> newestFirst() {
    List<Snapshot> snapshots = new ArrayList<>();
    for (RunTimeline store : kept) {
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

  private static long heldBy(List<RunTimeline> stores) {
    return stores.stream().mapToLong(RunTimeline::ownBytes).sum();
  }

  /**
   * Brings the ended runs a step nearer to what they may hold; one thread calls it now and then.
   *
   * <p>To merge an hour of intervals takes most of a second of CPU, just when the next run has
   * begun, so it is done in many steps of some milliseconds.
   *
   * @return whether there is more to do
   */
  public boolean shrink() {
    Step step = underWay == null ? nextStep() : underWay;
    underWay = step;
    if (step != null && step.coarsening.advance(INTERVALS_A_STEP)) {
      step.store.replaceBy(step.coarsening.merged());
      underWay = null;
    }
    return step != null;
  }

  private record Step(RunTimeline store, Coarsening coarsening) {}

  private @Nullable Step nextStep() {
    List<RunTimeline> all = kept;
    List<RunTimeline> ended = all.subList(0, Math.max(0, all.size() - 1));
    long over = heldBy(ended) - ENDED_BYTES;
    for (int fewest = FAIR_INTERVALS; over > 0 && fewest >= 1; fewest /= 2) {
      for (RunTimeline store : ended) {
        Coarsening coarsening = store.coarsening(over, fewest);
        if (coarsening != null) {
          return new Step(store, coarsening);
        }
      }
    }
    return null;
  }
}
