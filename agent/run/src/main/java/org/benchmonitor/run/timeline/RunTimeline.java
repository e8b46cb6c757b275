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
 * A run of this JVM: its latest snapshot and its retained intervals. Any thread reads.
 *
 * <p>The sampler writes until the run has ended, then the thread that shrinks. A lock guards the
 * intervals. Readers hold it only to copy the list, and merge outside of it. Nobody reads before
 * the first snapshot.
 */
final class RunTimeline implements RunView, SnapshotListener {
  private static final int MOST_FINE = 36_000;

  private final Shared shared;
  private final IntervalRing ring;
  private volatile @Nullable Snapshot latest;
  private long trimmedBytes;

  /** Creates a run that shares its caches with other runs, so that all together are bounded. */
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

  /** The approximate number of bytes of the retained intervals and of the shared caches. */
  long bytes() {
    synchronized (ring) {
      return ring.bytes() + shared.bytes();
    }
  }

  /** The approximate number of bytes of this run alone, with its last snapshot once trimmed. */
  long ownBytes() {
    synchronized (ring) {
      return ring.bytes() + trimmedBytes;
    }
  }

  /** Drops the long lists of the last snapshot. The sampler calls it once, after that snapshot. */
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
   * Returns what merges the intervals of an ended run to free about {@code bytes}; null if there
   * are at most {@code fewest + 1} intervals.
   */
  @Nullable IntervalCoarsener coarsening(long bytes, int fewest) {
    List<Interval> known = intervals();
    if (known.size() <= fewest + 1) {
      return null;
    }
    long held = ownBytes();
    long share = known.size() * Math.max(0, held - bytes) / held;
    // At least a quarter less: merged intervals are larger, and each round has a cost.
    long most = Math.min(share, Math.min(known.size() * 3L / 4, known.size() - 2L));
    return new IntervalCoarsener(shared.merging(), known, (int) Math.max(fewest, most));
  }

  /** Replaces the intervals of an ended run by merged ones. */
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
