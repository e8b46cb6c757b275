package org.benchmonitor.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.model.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the points of timelines, because those who watch a run ask for nearly the same ones
 * every few seconds; any thread, whoever asks first merges.
 *
 * <p>Bounded by {@link #MOST} points without histograms, the least recently used one goes first.
 */
final class Points {
  static final int MOST = 1_200;
  private static final long BYTES_OF_ONE = 1_500;

  /** Intervals lie end to end, so that a start and a last number say which they are. */
  private record Key(Instant start, long last, @Nullable String operation) {}

  private static final class Recent extends LinkedHashMap<Key, Interval> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Interval> eldest) {
      return size() > MOST;
    }
  }

  private final Map<Key, Interval> known = new Recent();

  /** The point that these intervals are merged to. */
  Interval merged(List<Interval> intervals, @Nullable String operation, Merger merger) {
    if (intervals.size() == 1) {
      return intervals.get(0);
    }
    Key key =
        new Key(
            intervals.get(0).start(), intervals.get(intervals.size() - 1).sequence(), operation);
    Interval point;
    synchronized (known) {
      point = known.get(key);
    }
    if (point == null) {
      point = Merging.one(intervals, merger.merge(Merging.figures(intervals), operation, false));
      synchronized (known) {
        known.put(key, point);
      }
    }
    return point;
  }

  void clear() {
    synchronized (known) {
      known.clear();
    }
  }

  /** The bytes that all of it holds, about. */
  long bytes() {
    synchronized (known) {
      return known.size() * BYTES_OF_ONE;
    }
  }
}
