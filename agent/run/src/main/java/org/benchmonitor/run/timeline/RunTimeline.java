package org.benchmonitor.run.timeline;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.benchmonitor.run.merge.Merger;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.SnapshotListener;
import org.benchmonitor.run.view.Range;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Selection;
import org.jspecify.annotations.Nullable;

/**
 * A run of this JVM: its latest snapshot and its retained intervals.
 *
 * <p>One writer, the sampler, which holds the lock for the adding of one interval; readers on any
 * thread, who hold it for the copying of a list and merge outside of it. Nobody reads it before its
 * first snapshot.
 */
final class RunTimeline implements RunView, SnapshotListener {
  private static final int MOST_FINE = 36_000;

  private final Shared shared;
  private final IntervalRing ring;
  private volatile @Nullable Snapshot latest;
  private long trimmedBytes;

  /** Makes one that remembers what it has merged where other runs do, so that all are bounded. */
  RunTimeline(Shared shared) {
    this.shared = shared;
    long fine = Math.max(1, shared.retention().toMillis() / Math.max(1, nominal().toMillis()));
    this.ring = new IntervalRing((int) Math.min(MOST_FINE, fine), shared.merging());
  }

  private Duration nominal() {
    return shared.host().interval();
  }

  @Override
  public void onSnapshot(Snapshot snapshot) {
    synchronized (ring) {
      ring.add(snapshot.interval());
      latest = snapshot;
    }
  }

  @Override
  public HostFacts host() {
    return shared.host();
  }

  @Override
  public int digits() {
    return shared.merging().digits();
  }

  @Override
  public InstrumentationReport instrumentation() {
    return shared.instrumentation().get();
  }

  @Override
  public Snapshot latest() {
    return Objects.requireNonNull(latest, "a run begins with a snapshot");
  }

  @Override
  public List<Interval> intervals() {
    synchronized (ring) {
      return ring.all();
    }
  }

  boolean isOf(String id) {
    Snapshot known = latest;
    return known != null && known.run().id().equals(id);
  }

  /** The bytes that the retained intervals hold, and what is remembered of them, about. */
  long bytes() {
    synchronized (ring) {
      return ring.bytes() + shared.bytes();
    }
  }

  /** The bytes that this run alone holds, about; those of its last snapshot once it is trimmed. */
  long ownBytes() {
    synchronized (ring) {
      return ring.bytes() + trimmedBytes;
    }
  }

  /** Lets go of the long lists of the last snapshot; called once, by the writer, after the last. */
  void trim() {
    Snapshot last = latest;
    if (last != null) {
      Snapshot trimmed = TrimmedSnapshot.of(last);
      synchronized (ring) {
        latest = trimmed;
        trimmedBytes = ByteSizes.of(trimmed);
      }
    }
  }

  /**
   * What would merge the intervals of a run that has ended, so that about so many bytes are given
   * up; null if there are hardly more intervals than so few.
   */
  @Nullable IntervalCoarsener coarsening(long bytes, int fewest) {
    List<Interval> known = intervals();
    if (known.size() <= fewest + 1) {
      return null;
    }
    long held = ownBytes();
    long share = known.size() * Math.max(0, held - bytes) / held;
    // By a quarter at least: merged intervals are larger, and each round costs.
    long most = Math.min(share, Math.min(known.size() * 3L / 4, known.size() - 2L));
    return new IntervalCoarsener(shared.merging(), known, (int) Math.max(fewest, most));
  }

  /** Puts merged intervals in the place of those of a run that has ended. */
  void replaceBy(List<Interval> merged) {
    synchronized (ring) {
      ring.replace(merged);
    }
  }

  @Override
  public Range range(Selection selection, @Nullable String operation) {
    return Range.of(
        select(selection),
        chosen -> shared.merging().mergeFigures(shared.blocks().parts(chosen), operation));
  }

  @Override
  public List<Interval> timeline(
      Selection selection, Duration pointLength, @Nullable String operation) {
    Merger merger = shared.merging().merger();
    return Merging.stretches(select(selection), pointLength, nominal()).stream()
        .map(stretch -> shared.points().merged(stretch, operation, merger))
        .toList();
  }
}
