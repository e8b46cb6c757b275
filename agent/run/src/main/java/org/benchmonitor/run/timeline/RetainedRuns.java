package org.benchmonitor.run.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.SnapshotListener;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Runs;
import org.jspecify.annotations.Nullable;

/**
 * The retained runs of this JVM: the current one and those that ended before it.
 *
 * <p>The sampler adds snapshots; any thread reads. No lock is held while figures are merged for a
 * reader. {@link #shrink} merges, so it is for the agent's own thread.
 *
 * <p>At most {@link #MOST} runs are kept. The ended ones together hold about {@link #ENDED_BYTES}
 * or less once {@link #shrink} is done. Shrinking keeps their totals and merges their intervals,
 * those of the oldest run first.
 */
public final class RetainedRuns implements Runs, SnapshotListener {
  /** The most runs that are kept, including the current one. */
  static final int MOST = 10;

  static final long ENDED_BYTES = 3 << 20;

  /** No run is merged below this number of intervals while another one has more. */
  private static final int FAIR_INTERVALS = 240;

  private static final int INTERVALS_A_STEP = 40;

  private final Shared shared;
  private volatile List<RunTimeline> kept = List.of();
  private @Nullable Step underWay;

  /**
   * Creates it without any run.
   *
   * @param host the facts of this JVM
   * @param instrumentation what the patterns have matched; called by readers
   * @param digits significant digits of all histograms
   * @param retention how long the intervals of the current run are kept unmerged
   */
  public RetainedRuns(
      HostFacts host,
      Supplier<InstrumentationReport> instrumentation,
      int digits,
      Duration retention) {
    this.shared = Shared.of(host, instrumentation, digits, retention);
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
    shared.clear();
    RunTimeline next = new RunTimeline(shared);
    next.onSnapshot(snapshot);
    List<RunTimeline> all = new ArrayList<>(kept);
    all.add(next);
    kept = List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size()));
  }

  private @Nullable RunTimeline currentOrNull() {
    List<RunTimeline> all = kept;
    return all.isEmpty() ? null : all.get(all.size() - 1);
  }

  @Override
  public Optional<RunView> current() {
    return Optional.ofNullable(currentOrNull());
  }

  @Override
  public Optional<RunView> find(String id) {
    return timeline(id).map(RunView.class::cast);
  }

  /** The timeline of the run with this identifier. */
  Optional<RunTimeline> timeline(String id) {
    return kept.stream().filter(run -> run.isOf(id)).findFirst();
  }

  @Override
  public List<RunView> newestFirst() {
    List<RunView> runs = new ArrayList<>(kept);
    Collections.reverse(runs);
    return runs;
  }

  @Override
  public int most() {
    return MOST;
  }

  @Override
  public InstrumentationReport instrumentation() {
    return shared.instrumentation().get();
  }

  /** The approximate number of bytes that all runs hold. */
  public long bytes() {
    return heldBy(kept) + shared.bytes();
  }

  private static long heldBy(List<RunTimeline> runs) {
    return runs.stream().mapToLong(RunTimeline::ownBytes).sum();
  }

  /**
   * Brings the ended runs one step closer to their limit. One thread calls it from time to time.
   *
   * <p>Merging an hour of intervals takes most of a second of CPU, just when the next run has
   * begun. So each step takes only some milliseconds.
   *
   * @return whether there is more to do
   */
  public boolean shrink() {
    Step step = underWay == null ? nextStep() : underWay;
    underWay = step;
    if (step != null && step.coarsening.advance(INTERVALS_A_STEP)) {
      step.run.replaceBy(step.coarsening.merged());
      underWay = null;
    }
    return step != null;
  }

  private record Step(RunTimeline run, IntervalCoarsener coarsening) {}

  private @Nullable Step nextStep() {
    List<RunTimeline> all = kept;
    List<RunTimeline> ended = all.subList(0, Math.max(0, all.size() - 1));
    long over = heldBy(ended) - ENDED_BYTES;
    for (int fewest = FAIR_INTERVALS; over > 0 && fewest >= 1; fewest /= 2) {
      for (RunTimeline run : ended) {
        IntervalCoarsener coarsening = run.coarsening(over, fewest);
        if (coarsening != null) {
          return new Step(run, coarsening);
        }
      }
    }
    return null;
  }
}
