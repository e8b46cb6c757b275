package org.benchmonitor.run.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.HeatColumn;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.SnapshotListener;
import org.jspecify.annotations.Nullable;

/**
 * The latest snapshot and the retained intervals of one run.
 *
 * <p>One writer, the sampler, which holds the lock for the adding of one interval; readers on any
 * thread, who hold it for the copying of a list and merge outside of it.
 */
public final class RunTimeline implements SnapshotListener {
  private static final int MOST_FINE = 36_000;

  private final Merging merging;
  private final IntervalRing ring;
  private final MergedBlocks blocks;
  private final MergedPoints remembered;
  private final Duration nominal;
  private volatile @Nullable Snapshot latest;
  private long trimmedBytes;

  /**
   * Makes an empty store.
   *
   * @param retention how long intervals are kept as they are
   * @param interval the nominal length of one
   */
  public RunTimeline(Merging merging, Duration retention, Duration interval) {
    this(merging, retention, interval, new MergedBlocks(merging), new MergedPoints());
  }

  /** Makes one that remembers what it has merged where other runs do, so that all are bounded. */
  RunTimeline(
      Merging merging,
      Duration retention,
      Duration interval,
      MergedBlocks blocks,
      MergedPoints points) {
    this.merging = merging;
    this.nominal = interval;
    this.blocks = blocks;
    this.remembered = points;
    long fine = Math.max(1, retention.toMillis() / Math.max(1, interval.toMillis()));
    this.ring = new IntervalRing((int) Math.min(MOST_FINE, fine), merging);
  }

  @Override
  public void onSnapshot(Snapshot snapshot) {
    synchronized (ring) {
      ring.add(snapshot.interval());
      latest = snapshot;
    }
  }

  /** The latest snapshot, or null before the first. */
  public @Nullable Snapshot latest() {
    return latest;
  }

  /** All retained intervals, oldest first. */
  public List<Interval> intervals() {
    synchronized (ring) {
      return ring.all();
    }
  }

  boolean isOf(String sessionId) {
    Snapshot known = latest;
    return known != null && known.run().id().equals(sessionId);
  }

  /** The bytes that the retained intervals hold, and what is remembered of them, about. */
  public long bytes() {
    synchronized (ring) {
      return ring.bytes() + blocks.bytes() + remembered.bytes();
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
      Snapshot trimmed = Trimmed.of(last);
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
  @Nullable Coarsening coarsening(long bytes, int fewest) {
    List<Interval> known = intervals();
    if (known.size() <= fewest + 1) {
      return null;
    }
    long held = ownBytes();
    long share = known.size() * Math.max(0, held - bytes) / held;
    // By a quarter at least: merged intervals are larger, and each round costs.
    long most = Math.min(share, Math.min(known.size() * 3L / 4, known.size() - 2L));
    return new Coarsening(merging, known, (int) Math.max(fewest, most));
  }

  /** Puts merged intervals in the place of those of a run that has ended. */
  void replaceBy(List<Interval> merged) {
    synchronized (ring) {
      ring.replace(merged);
    }
  }

  /** The retained intervals that are meant, oldest first. */
  public List<Interval> select(Selection selection) {
    return intervals().stream().filter(selection::holds).toList();
  }

  /**
   * What was merged for a range.
   *
   * @param from the start of the first interval, null if there is none
   */
  public record Range(
      Figures figures,
      ErrorCounts errors,
      @Nullable Instant from,
      @Nullable Instant to,
      int intervals) {}

  /**
   * Merges all intervals that are meant, with their histograms.
   *
   * @param operation only this one, or null for all
   */
  public Range range(Selection selection, @Nullable String operation) {
    List<Interval> chosen = select(selection);
    if (chosen.isEmpty()) {
      return new Range(Figures.EMPTY, ErrorCounts.NONE, null, null, 0);
    }
    return new Range(
        merging.mergeFigures(blocks.parts(chosen), operation),
        Merging.errors(chosen),
        chosen.get(0).start(),
        chosen.get(chosen.size() - 1).end(),
        chosen.size());
  }

  /** What a window from the end of the last interval back means. */
  public Selection window(Duration window, long upTo) {
    Selection all = new Selection(null, null, true, upTo);
    List<Interval> known = select(all);
    return known.isEmpty()
        ? all
        : new Selection(known.get(known.size() - 1).end().minus(window), null, true, upTo);
  }

  /**
   * The intervals that are meant in points of about a length, each merged from whole intervals.
   *
   * <p>A point never crosses a change of status. A point of one interval is that interval; a merged
   * one comes without its histograms, only with what is read off them.
   *
   * @param operation the only one with figures in merged points, or null for all
   */
  public List<Interval> timeline(
      Selection selection, Duration pointLength, @Nullable String operation) {
    List<Interval> chosen = select(selection);
    if (pointLength.compareTo(nominal) <= 0) {
      return chosen;
    }
    long length = pointLength.toMillis();
    Merger merger = merging.merger();
    List<Interval> points = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= chosen.size(); i++) {
      if (i == chosen.size() || isCut(chosen.get(i - 1), chosen.get(i), length)) {
        points.add(remembered.merged(chosen.subList(from, i), operation, merger));
        from = i;
      }
    }
    return points;
  }

  private static boolean isCut(Interval before, Interval next, long lengthMillis) {
    return !Merging.areAlike(before, next)
        || before.start().toEpochMilli() / lengthMillis
            != next.start().toEpochMilli() / lengthMillis;
  }

  /**
   * The successful calls of intervals by time and band.
   *
   * @param intervals in order
   * @param operation only this one, or null for all
   * @param most columns; whole intervals are summed up to as many
   */
  public List<HeatColumn> heat(List<Interval> intervals, @Nullable String operation, int most) {
    return HeatColumns.of(intervals, operation, most, nominal);
  }
}
