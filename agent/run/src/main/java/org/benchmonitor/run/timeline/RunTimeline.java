package org.benchmonitor.run.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.benchmonitor.run.merge.Merger;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.ByteSizes;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.thread.Resting;
import org.benchmonitor.run.threshold.Judgement;
import org.benchmonitor.run.timeline.IntervalRing.Group;
import org.benchmonitor.run.view.Range;
import org.benchmonitor.run.view.RunView;
import org.jspecify.annotations.Nullable;

/**
 * A run of this JVM: its latest snapshot and its retained intervals. Any thread reads.
 *
 * <p>The sampler adds; it and the thread that shrinks merge. A lock guards the intervals. Nobody
 * holds it while figures are merged: readers only copy the list, and what was merged replaces its
 * parts only if they are still there. Totals are not made under it either. Nobody reads before the
 * first snapshot.
 *
 * <p>Where the limit has no room for a few intervals, the run is kept as a whole: one interval of
 * the warm-up and one of the rest, whose figures are the totals, and the newest as they were cut.
 */
final class RunTimeline implements RunView {
  private static final int MOST_FINE = 36_000;

  /** Below so many of its largest intervals, a run is kept as a whole; above twice as many not. */
  private static final int FEWEST = 4;

  /** The newest intervals of a run that is kept as a whole; a reader may just select them. */
  private static final int FRESH = 2;

  private final Shared shared;
  private final Instant previousEnd;
  private final IntervalRing ring;
  private final Deque<Cut> fresh = new ArrayDeque<>();
  private volatile @Nullable Snapshot latest;
  private long snapshotBytes;
  private long largest;
  private boolean whole;
  private boolean onlyTotals;
  private volatile boolean reduced;

  /** An interval of a run that is kept as a whole, with the totals at its end. */
  private record Cut(Interval interval, long bytes, WholeRun totals, long totalsBytes) {
    static Cut of(Interval interval, long bytes, WholeRun totals) {
      return new Cut(interval, bytes, totals, totals.bytes());
    }
  }

  /**
   * Creates a run that shares its caches with other runs, so that all together are bounded.
   *
   * @param previousEnd of the run before it
   */
  RunTimeline(Shared shared, Instant previousEnd) {
    this.shared = shared;
    this.previousEnd = previousEnd;
    long fine = Math.max(1, shared.retention().toMillis() / Math.max(1, nominal().toMillis()));
    this.ring = new IntervalRing((int) Math.min(MOST_FINE, fine));
  }

  private Duration nominal() {
    return host().interval();
  }

  /**
   * Adds a snapshot. If the intervals would exceed their limit by more than an eighth, because the
   * thread that shrinks is late, the sampler itself merges.
   *
   * @param limit of the bytes that the intervals hold
   */
  void add(Snapshot snapshot, long limit) {
    Interval interval = snapshot.interval();
    long size = ByteSizes.of(interval);
    long sizeOfSnapshot = ByteSizes.of(snapshot);
    boolean fits = makeRoom(size, limit);
    Snapshot before = latest;
    largest = Math.max(largest, size);
    boolean wasWhole = isWhole();
    // The totals are made before the lock is taken, for which readers wait.
    WholeRun upToBefore =
        !wasWhole && before != null && (!fits || limit / FEWEST < largest)
            ? WholeRun.at(before)
            : null;
    boolean staysFine = upToBefore == null && (!wasWhole || limit / (2 * FEWEST) >= largest);
    WholeRun upToNow = staysFine ? null : WholeRun.at(snapshot);
    synchronized (ring) {
      if (upToBefore != null) {
        reduced = true;
        ring.replaceAll(upToBefore.asOneEach(ring.all()));
      }
      if (upToNow == null) {
        fresh.clear();
      }
      whole = upToNow != null;
      ring.add(interval, size);
      latest = snapshot;
      snapshotBytes = sizeOfSnapshot;
      if (upToNow != null) {
        keepWhole(Cut.of(interval, size, upToNow));
      }
    }
    mergeTooMany();
  }

  private boolean isWhole() {
    synchronized (ring) {
      return whole;
    }
  }

  /** Merges until an interval of this size fits; returns whether it does. */
  private boolean makeRoom(long size, long limit) {
    while (true) {
      Group group;
      synchronized (ring) {
        if (whole || ring.bytes() + size <= limit + limit / 8) {
          return true;
        }
        group = ring.toFree(limit / 2);
      }
      if (group == null) {
        return false;
      }
      reduced = true;
      merge(group);
    }
  }

  private void keepWhole(Cut newest) {
    fresh.addLast(newest);
    if (fresh.size() > FRESH) {
      WholeRun totals = fresh.removeFirst().totals;
      List<Interval> all = ring.all();
      ring.replaceAll(totals.asOneEach(all.subList(0, all.size() - FRESH)));
      fresh.forEach(cut -> ring.add(cut.interval, cut.bytes));
    }
  }

  private void mergeTooMany() {
    Group group = tooMany();
    while (group != null) {
      merge(group);
      group = tooMany();
    }
  }

  private @Nullable Group tooMany() {
    synchronized (ring) {
      return ring.tooMany();
    }
  }

  private void merge(Group group) {
    List<Interval> merged = group.merged(shared.merging());
    synchronized (ring) {
      ring.replace(group, merged);
    }
  }

  /**
   * Brings the intervals one step closer to an eighth below their limit, so that the next ones find
   * room.
   *
   * @return whether there is more to do
   */
  boolean shrink(long limit) {
    long work = 0;
    while (work < IntervalRing.MOST_BYTES_AT_ONCE) {
      Group group;
      synchronized (ring) {
        boolean enough = whole || ring.bytes() <= limit - limit / 8;
        group = enough ? null : ring.toFree(limit / 2);
      }
      if (group == null) {
        return false;
      }
      work += group.intervals().stream().mapToLong(ByteSizes::of).sum();
      reduced = true;
      merge(group);
    }
    return true;
  }

  /** Keeps of an ended run nothing but its last snapshot; that costs nothing. */
  void keepOnlyTotals() {
    if (hasOnlyTotals()) {
      return;
    }
    WholeRun totals = WholeRun.at(latest());
    synchronized (ring) {
      if (!onlyTotals) {
        onlyTotals = true;
        reduced = true;
        ring.replaceAll(totals.asOneEach(ring.all()));
        // The intervals that are left have the figures of the snapshot itself.
        snapshotBytes -= ring.bytesOf(totals);
      }
    }
  }

  boolean hasOnlyTotals() {
    synchronized (ring) {
      return onlyTotals;
    }
  }

  /** Whether intervals were merged earlier than the retention asks, for want of memory. */
  boolean isReduced() {
    return reduced;
  }

  @Override
  public RunHeader header() {
    return shared.header().ofSession(id());
  }

  @Override
  public HostFacts host() {
    return shared.header().host();
  }

  @Override
  public InstrumentationReport instrumentation() {
    return shared.instrumentation().get();
  }

  @Override
  public Judgement judgement() {
    return shared.judgement().apply(id());
  }

  @Override
  public List<LogEntry> log() {
    Snapshot newest = latest();
    Instant end = newest.run().status().isEnded() ? newest.interval().end() : Instant.MAX;
    List<LogEntry> own = new ArrayList<>();
    for (LogEntry entry : shared.log().get()) {
      if (entry.timestamp().isAfter(previousEnd) && !entry.timestamp().isAfter(end)) {
        own.add(entry);
      }
    }
    return own;
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
    return intervalBytes() + shared.bytes();
  }

  /** The approximate number of bytes of the retained intervals. */
  long intervalBytes() {
    synchronized (ring) {
      return ring.bytes();
    }
  }

  /** The approximate number of bytes of this run alone, with its last snapshot. */
  long ownBytes() {
    synchronized (ring) {
      return ring.bytes() + fixedBytes();
    }
  }

  /** The bytes that merging intervals does not free: of the last snapshot and of earlier totals. */
  long fixedBytes() {
    synchronized (ring) {
      // The totals of the newest are the snapshot's.
      return snapshotBytes + (fresh.size() < FRESH ? 0 : fresh.getFirst().totalsBytes);
    }
  }

  /** Drops the long lists of the last snapshot. The sampler calls it once, after that snapshot. */
  void trim() {
    Snapshot last = latest;
    if (last != null) {
      Snapshot trimmed = TrimmedSnapshot.of(last);
      synchronized (ring) {
        latest = trimmed;
        snapshotBytes = ByteSizes.of(trimmed);
        fresh.clear();
      }
    }
  }

  /**
   * Returns what merges the intervals of an ended run to free about {@code bytes}; null if there
   * are at most {@code fewest + 1} intervals.
   */
  @Nullable IntervalCoarsener coarsening(long bytes, int fewest) {
    List<Interval> known = intervals();
    if (known.size() <= fewest + 1 || hasOnlyTotals()) {
      return null;
    }
    long held = intervalBytes();
    long share = known.size() * Math.max(0, held - bytes) / held;
    // At least a quarter less: merged intervals are larger, and each round has a cost.
    long most = Math.min(share, Math.min(known.size() * 3L / 4, known.size() - 2L));
    return new IntervalCoarsener(shared.merging(), known, (int) Math.max(fewest, most));
  }

  /** Replaces the intervals of an ended run by merged ones, unless only its totals are left. */
  void replaceBy(List<Interval> merged) {
    synchronized (ring) {
      if (!onlyTotals) {
        ring.replaceAll(merged);
      }
    }
  }

  @Override
  public Range range(List<Interval> intervals, @Nullable String operation, Resting resting) {
    return Range.of(
        intervals,
        chosen ->
            shared
                .merging()
                .merger(resting)
                .merge(shared.blocks().parts(chosen, resting), operation, true),
        resting);
  }

  @Override
  public List<Interval> timeline(
      List<Interval> intervals, Duration pointLength, @Nullable String operation, Resting resting) {
    Merger merger = shared.merging().merger(resting);
    return Merging.stretches(intervals, pointLength, nominal()).stream()
        .map(stretch -> shared.points().merged(stretch, operation, merger))
        .toList();
  }
}
