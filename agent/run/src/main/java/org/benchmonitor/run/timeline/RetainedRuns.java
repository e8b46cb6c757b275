package org.benchmonitor.run.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.SnapshotListener;
import org.benchmonitor.run.threshold.Judgement;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Runs;
import org.jspecify.annotations.Nullable;

/**
 * The retained runs of this JVM: the current one and those that ended before it.
 *
 * <p>The sampler adds snapshots; any thread reads. No lock is held while figures are merged for a
 * reader. {@link #shrink} merges, so it is for the agent's own thread.
 *
 * <p>At most {@link #MOST} runs are kept, and all that is kept holds about {@link #limitTo} bytes
 * at most. Given up are, in this order: merged figures that can be merged again; intervals of ended
 * runs, which are merged, the oldest run first; intervals of the current run, which are merged
 * earlier than the retention asks; ended runs. The totals of the current run, its latest snapshot
 * and the calls of any range of whole intervals stay exact.
 */
public final class RetainedRuns implements Runs, SnapshotListener {
  /** The most runs that are kept, including the current one. */
  static final int MOST = 10;

  static final long ENDED_BYTES = 3 << 20;

  /** What the ended runs may hold under any limit: their totals, for the list of runs. */
  private static final long LEAST_ENDED_BYTES = 1 << 18;

  private static final long USUAL_LIMIT = 32 << 20;

  /** No run is merged below this number of intervals while another one has more. */
  private static final int FAIR_INTERVALS = 240;

  /** A run of fewer intervals is no timeline any more; its totals are as good and cost nothing. */
  private static final int FEWEST_INTERVALS = 3;

  private static final int MOST_A_STEP = 40;

  private final Shared shared;

  /** Written under the lock of {@code shared}, by the sampler and by the thread that shrinks. */
  private volatile List<RunTimeline> kept = List.of();

  private volatile long limit = USUAL_LIMIT;
  private @Nullable Step underWay;

  /** Creates it without any run, of a JVM that keeps no log and has no thresholds. */
  public RetainedRuns(
      RunHeader header, Supplier<InstrumentationReport> instrumentation, Duration retention) {
    this(header, instrumentation, List::of, session -> Judgement.NONE, retention);
  }

  /**
   * Creates it without any run.
   *
   * @param header of each run, but for its session
   * @param instrumentation what the patterns have matched; called by readers
   * @param log what the agent has logged, in order; called by readers
   * @param judgement where the thresholds of the run with an identifier stand; called by readers
   * @param retention how long the intervals of the current run are kept unmerged
   */
  public RetainedRuns(
      RunHeader header,
      Supplier<InstrumentationReport> instrumentation,
      Supplier<List<LogEntry>> log,
      Function<String, Judgement> judgement,
      Duration retention) {
    this.shared = Shared.of(header, instrumentation, log, judgement, retention);
  }

  /**
   * Bounds the bytes that all runs and caches hold together. Any thread, at any time; holds from
   * the next snapshots on.
   *
   * @param bytes 0 or more; 0 keeps the latest snapshots, and each run as one interval or two
   */
  public void limitTo(long bytes) {
    limit = bytes;
  }

  @Override
  public void onSnapshot(Snapshot snapshot) {
    RunTimeline current = currentOrNull();
    if (current == null || !current.isOf(snapshot.run().id())) {
      if (current != null) {
        current.trim();
      }
      shared.clear();
      Instant before = current == null ? Instant.MIN : current.latest().interval().end();
      current = new RunTimeline(shared, before);
      current.add(snapshot, limitOf(current));
      addRun(current);
    } else {
      current.add(snapshot, limitOf(current));
    }
    long most = limit;
    long held = heldBy(kept);
    shared.limitTo(Math.max(0, most - held));
    if (held > most + most / 8) {
      reduceEnded();
    }
  }

  private void addRun(RunTimeline run) {
    synchronized (shared) {
      List<RunTimeline> all = new ArrayList<>(kept);
      all.add(run);
      kept = List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }
  }

  /** What the intervals of the current run may hold, once the ended runs are down to their part. */
  private long limitOf(RunTimeline current) {
    long others = Math.min(heldBy(ended()), limitOfEnded());
    return Math.max(0, limit - others - current.fixedBytes());
  }

  private long limitOfEnded() {
    return Math.max(LEAST_ENDED_BYTES, Math.min(ENDED_BYTES, limit / 4));
  }

  private List<RunTimeline> ended() {
    List<RunTimeline> all = kept;
    return all.subList(0, Math.max(0, all.size() - 1));
  }

  /** Gives up the intervals of one ended run, the oldest; false if none has any. */
  private boolean reduceEnded() {
    for (RunTimeline run : ended()) {
      if (!run.hasOnlyTotals()) {
        run.keepOnlyTotals();
        return true;
      }
    }
    return false;
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
    long held = 0;
    for (RunTimeline run : runs) {
      held += run.ownBytes();
    }
    return held;
  }

  /** Whether anything was given up for want of memory. */
  public boolean isReduced() {
    return kept.stream().anyMatch(RunTimeline::isReduced);
  }

  /**
   * Brings all runs one step closer to their limit. One thread calls it from time to time, several
   * times a second while a run of many operations goes on.
   *
   * <p>Merging an hour of intervals takes most of a second of CPU, just when the next run has
   * begun. So each step takes only some milliseconds, and with hundreds of operations some tens.
   *
   * @return whether there is more to do
   */
  public boolean shrink() {
    boolean more = shrinkEnded();
    RunTimeline current = currentOrNull();
    if (current != null) {
      more |= current.shrink(limitOf(current));
    }
    shared.limitTo(Math.max(0, limit - heldBy(kept)));
    return more;
  }

  private boolean shrinkEnded() {
    Step step = underWay == null ? nextStep() : underWay;
    underWay = step;
    if (step != null) {
      if (step.coarsening.advance(step.size)) {
        step.run.replaceBy(step.coarsening.merged());
        underWay = null;
      }
      return true;
    }
    return heldBy(ended()) > limitOfEnded() && (reduceEnded() || forgetOldest());
  }

  /** Forgets the oldest ended run; false if there is none. */
  private boolean forgetOldest() {
    synchronized (shared) {
      List<RunTimeline> all = kept;
      if (all.size() < 2) {
        return false;
      }
      kept = List.copyOf(all.subList(1, all.size()));
      return true;
    }
  }

  /**
   * A run that is being merged.
   *
   * @param size how many of its intervals are merged at a time
   */
  private record Step(RunTimeline run, IntervalCoarsener coarsening, int size) {}

  private @Nullable Step nextStep() {
    List<RunTimeline> ended = ended();
    long over = heldBy(ended) - limitOfEnded();
    for (int fewest = FAIR_INTERVALS; over > 0 && fewest >= FEWEST_INTERVALS; fewest /= 2) {
      for (RunTimeline run : ended) {
        IntervalCoarsener coarsening = run.coarsening(over, fewest);
        if (coarsening != null) {
          return new Step(run, coarsening, stepOf(run));
        }
      }
    }
    return null;
  }

  private static int stepOf(RunTimeline run) {
    long each = Math.max(1, run.intervalBytes() / Math.max(1, run.intervals().size()));
    return (int) Math.max(1, Math.min(MOST_A_STEP, IntervalRing.MOST_BYTES_AT_ONCE / each));
  }
}
