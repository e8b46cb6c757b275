package org.benchmonitor.run.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.merge.Merger;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.ByteSizes;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.thread.Resting;

/**
 * A cache of merged blocks of intervals, so that a second query for an hour merges sixty blocks.
 * Any thread; two threads may merge the same block.
 *
 * <p>A block is {@link #LENGTH} consecutive intervals, the first numbered one above a multiple of
 * it. At most {@link #MOST} blocks are kept, and fewer where they are large; the least recently
 * used goes first.
 */
final class MergedBlocks {
  static final int LENGTH = 60;
  private static final int MOST = 640;

  /** Intervals lie end to end, so the first start and the last number identify a block. */
  private record Key(Instant start, long last) {}

  private final Merging merging;
  private final LruCache<Key, Figures> merged = new LruCache<>(MOST, ByteSizes::of);

  MergedBlocks(Merging merging) {
    this.merging = merging;
  }

  void clear() {
    merged.clear();
  }

  /**
   * The figures of the intervals, with each whole block merged into one.
   *
   * @param resting called after each histogram that is merged, or so
   */
  List<Figures> parts(List<Interval> intervals, Resting resting) {
    Merger merger = merging.merger(resting);
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

  /** Bounds the bytes that the cache holds. */
  void limitTo(long bytes) {
    merged.limitTo(bytes);
  }

  /** The approximate number of bytes that the cache holds. */
  long bytes() {
    return merged.bytes();
  }
}
