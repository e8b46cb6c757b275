package org.benchmonitor.run.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.merge.Merger;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;

/**
 * Remembers what neighbouring intervals have been merged to, so that an hour is merged from sixty
 * parts the next time it is asked for; any thread, whoever asks first merges.
 *
 * <p>A block is {@link #LENGTH} intervals with consecutive numbers that begin after a multiple of
 * it. Bounded by {@link #MOST}, the least recently used one goes first.
 */
final class MergedBlocks {
  static final int LENGTH = 60;
  private static final int MOST = 640;

  /** Intervals lie end to end, so that a start and a last number say which they are. */
  private record Key(Instant start, long last) {}

  private final Merging merging;
  private final LruCache<Key, Figures> merged = new LruCache<>(MOST);

  MergedBlocks(Merging merging) {
    this.merging = merging;
  }

  void clear() {
    merged.clear();
  }

  /** The figures of intervals, those of whole blocks as one; together they are the same. */
  List<Figures> parts(List<Interval> intervals) {
    Merger merger = merging.merger();
    List<Figures> parts = new ArrayList<>();
    int at = 0;
    while (at < intervals.size()) {
      if (isBlock(intervals, at)) {
        parts.add(block(merger, intervals.subList(at, at + LENGTH)));
        at += LENGTH;
      } else {
        parts.add(intervals.get(at).figures());
        at++;
      }
    }
    return parts;
  }

  private static boolean isBlock(List<Interval> intervals, int at) {
    long first = intervals.get(at).sequence();
    int last = at + LENGTH - 1;
    return first % LENGTH == 1
        && last < intervals.size()
        && intervals.get(last).sequence() == first + LENGTH - 1;
  }

  private Figures block(Merger merger, List<Interval> intervals) {
    Key key = new Key(intervals.get(0).start(), intervals.get(LENGTH - 1).sequence());
    return merged.get(key, () -> merger.merge(Merging.figures(intervals), null, true));
  }

  /** The bytes that all of it holds, about. */
  long bytes() {
    return merged.values().stream().mapToLong(ByteSizes::of).sum();
  }
}
