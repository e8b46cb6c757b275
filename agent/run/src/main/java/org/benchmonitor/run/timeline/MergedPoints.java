package org.benchmonitor.run.timeline;

import java.time.Instant;
import java.util.List;
import org.benchmonitor.run.merge.Merger;
import org.benchmonitor.run.model.ByteSizes;
import org.benchmonitor.run.model.Interval;
import org.jspecify.annotations.Nullable;

/**
 * A cache of timeline points, because viewers of a run ask for nearly the same ones every few
 * seconds. Any thread; two threads may merge the same point.
 *
 * <p>At most {@link #MOST} points are kept, without histograms, and fewer where they are large; the
 * least recently used goes first.
 */
final class MergedPoints {
  static final int MOST = 1_200;

  /** Intervals lie end to end, so the first start and the last number identify a point. */
  private record Key(Instant start, long last, @Nullable String operation) {}

  private final LruCache<Key, Interval> known = new LruCache<>(MOST, ByteSizes::of);

  /** The point into which these intervals merge. */
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

  /** Bounds the bytes that the cache holds. */
  void limitTo(long bytes) {
    known.limitTo(bytes);
  }

  /** The approximate number of bytes that the cache holds. */
  long bytes() {
    return known.bytes();
  }
}
