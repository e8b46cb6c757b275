package org.benchmonitor.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.model.Figures;
import org.benchmonitor.model.Interval;
import org.benchmonitor.model.Snapshot;
import org.benchmonitor.model.SnapshotListener;
import org.jspecify.annotations.Nullable;

/**
 * The latest snapshot and the retained intervals of the run.
 *
 * <p>One writer, the sampler, which holds the lock for the adding of one interval; readers on any
 * thread, who hold it for the copying of a list and merge outside of it.
 */
public final class RunStore implements SnapshotListener {
  private static final int MOST_FINE = 36_000;

  private final Merging merging;
  private final IntervalRing ring;
  private final Duration nominal;
  private volatile @Nullable Snapshot latest;
  private String sessionId = "";

  /**
   * Makes an empty store.
   *
   * @param retention how long intervals are kept as they are
   * @param interval the nominal length of one
   */
  public RunStore(Merging merging, Duration retention, Duration interval) {
    this.merging = merging;
    this.nominal = interval;
    long fine = Math.max(1, retention.toMillis() / Math.max(1, interval.toMillis()));
    this.ring = new IntervalRing((int) Math.min(MOST_FINE, fine), merging);
  }

  @Override
  public void onSnapshot(Snapshot snapshot) {
    synchronized (ring) {
      if (!snapshot.session().id().equals(sessionId)) {
        ring.clear();
        sessionId = snapshot.session().id();
      }
      ring.add(snapshot.interval());
    }
    latest = snapshot;
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

  /** The bytes that the retained intervals hold, about. */
  public long bytes() {
    synchronized (ring) {
      return ring.bytes();
    }
  }

  /**
   * What was merged for a range.
   *
   * @param from the start of the first interval, null if there is none
   */
  public record Range(
      Figures figures, @Nullable Instant from, @Nullable Instant to, int intervals) {}

  /**
   * Merges all intervals that lie whole in a range.
   *
   * @param from the earliest start, or null
   * @param to the latest end, or null
   * @param operation only this one, or null for all
   */
  public Range range(
      @Nullable Instant from,
      @Nullable Instant to,
      boolean includeWarmup,
      @Nullable String operation) {
    List<Interval> chosen = new ArrayList<>();
    for (Interval interval : intervals()) {
      boolean inRange =
          (from == null || !interval.start().isBefore(from))
              && (to == null || !interval.end().isAfter(to));
      if (inRange && (includeWarmup || !interval.status().isWarmup())) {
        chosen.add(interval);
      }
    }
    if (chosen.isEmpty()) {
      return new Range(Figures.EMPTY, null, null, 0);
    }
    return new Range(
        merging.merge(chosen, operation),
        chosen.get(0).start(),
        chosen.get(chosen.size() - 1).end(),
        chosen.size());
  }

  /**
   * The timeline in points of about a length, each merged from whole intervals.
   *
   * <p>A point never crosses a change of status. Nothing is merged where a point is one interval.
   */
  public List<Interval> timeline(Duration window, Duration pointLength) {
    List<Interval> all = intervals();
    if (all.isEmpty()) {
      return all;
    }
    boolean asTheyAre = pointLength.compareTo(nominal) <= 0;
    Instant earliest = all.get(all.size() - 1).end().minus(window);
    long length = pointLength.toMillis();
    List<Interval> points = new ArrayList<>();
    List<Interval> open = new ArrayList<>();
    long openSlot = 0;
    for (Interval interval : all) {
      if (interval.start().isBefore(earliest)) {
        continue;
      }
      long slot = asTheyAre ? 0 : interval.start().toEpochMilli() / length;
      if (!open.isEmpty()
          && (asTheyAre || slot != openSlot || open.get(0).status() != interval.status())) {
        points.add(merging.one(open));
        open = new ArrayList<>();
      }
      openSlot = slot;
      open.add(interval);
    }
    if (!open.isEmpty()) {
      points.add(merging.one(open));
    }
    return points;
  }
}
