package org.benchmonitor.run.timeline;

import java.time.Instant;
import java.util.List;
import org.benchmonitor.run.merge.Merger;
import org.benchmonitor.run.model.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the points of timelines, because those who watch a run ask for nearly the same ones
 * every few seconds; any thread, whoever asks first merges.
 *
 * <p>Bounded by {@link #MOST} points without histograms, the least recently used one goes first.
 */
final class MergedPoints {
  static final int MOST = 1_200;
  private static final long BYTES_OF_ONE = 1_500;

  /** Intervals lie end to end, so that a start and a last number say which they are. */
  private record Key(Instant start, long last, @Nullable String operation) {}

  private final LruCache<Key, Interval> known = new LruCache<>(MOST);

  /** The point that these intervals are merged to. */
  Interval merged(List<Interval> intervals, @Nullable String operation, Merger merger) {
    if (intervals.size() == 1) {
      return intervals.get(0);
    }
    Key key =
        new Key(
            intervals.get(0).start(), intervals.get(intervals.size() - 1).sequence(), operation);
    return known.get(key, () -> merger.point(intervals, operation));
  }

  void clear() {
    known.clear();
  }

  /** The bytes that all of it holds, about. */
  long bytes() {
    return known.size() * BYTES_OF_ONE;
  }
}
