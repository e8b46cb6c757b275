package org.benchmonitor.run.histogram;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Adds the calls that a worker did not make while it waited for a slow one; one thread.
 *
 * <p>A worker was expected to begin a call each interval. A value above the interval stands for
 * further calls that would have begun while it lasted: of the value less one interval, less two,
 * and so on down to one interval. Source: {@code copyCorrectedForCoordinatedOmission} of
 * HdrHistogram 2.2.2; a test holds the two equal for every counter.
 *
 * <p>HdrHistogram adds one by one, which for an hour and an interval of a microsecond is 3.6
 * billion additions. Here the work is bounded by the number of counters: below a bound {@code x = q
 * * interval + rest}, a value {@code r + (m + 1) * interval} with {@code r < interval} adds {@code
 * min(m, q)} calls if {@code r < rest}, and {@code min(m, q - 1)} otherwise. Of bounds in
 * descending order, the values with {@code m >= q} only become more, so that a tree over their
 * rests tells each count in a few steps.
 */
public final class OmissionCorrection {
  /** So many calls are added one by one, which for a few is less work. */
  private static final int FEW = 512;

  /** More than any run has; a histogram with more could no longer be written to a record. */
  private static final double MOST = 1L << 52;

  /** Takes a count of one counter, by the lowest value that the counter stands for. */
  @FunctionalInterface
  public interface Sink {
    void add(long lowestNanos, long count);
  }

  private final CounterLayout layout;
  private long[] values = new long[64];
  private long[] counts = new long[64];
  private int size;
  private long interval;

  /**
   * Makes the correction of histograms.
   *
   * @param digits significant decimal digits, 2 or 3
   */
  public OmissionCorrection(int digits) {
    layout = new CounterLayout(digits);
  }

  /** Begins anew with an interval of at least 1 ns. */
  public void begin(long intervalNanos) {
    interval = Math.max(1, intervalNanos);
    size = 0;
  }

  /**
   * Takes values of one counter, which are all taken for the highest that it stands for.
   *
   * @param lowestNanos the lowest value of the counter; of counters in ascending order
   */
  public void take(long lowestNanos, long count) {
    long value = layout.lowest(layout.index(lowestNanos) + 1) - 1;
    // The division is without overflow, as twice the interval might not be.
    if (value / interval >= 2 && count > 0) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
      }
      values[size] = value;
      counts[size++] = count;
    }
  }

  /** Hands over the calls that were not made; of which too many were to be, none. */
  public void addTo(Sink sink) {
    double calls = 0;
    double steps = 0;
    for (int i = 0; i < size; i++) {
      calls += (double) more(i) * counts[i];
      steps += more(i);
    }
    if (calls > MOST) {
      return;
    }
    if (steps <= FEW) {
      addOneByOne(sink);
    } else {
      new ByCounter().addTo(sink);
    }
  }

  /** How many calls each call of a value stands for beside itself. */
  private long more(int i) {
    return values[i] / interval - 1;
  }

  private void addOneByOne(Sink sink) {
    for (int i = 0; i < size; i++) {
      for (long value = values[i] - interval; value >= interval; value -= interval) {
        sink.add(layout.lowest(layout.index(value)), counts[i]);
      }
    }
  }

  /** Counts the calls of each counter by those below its bounds. */
  private final class ByCounter {
    /** The places of the values in ascending order of what is left of them, and that itself. */
    private final int[] places = new int[size];

    private final long[] rests = new long[size];

    /** A Fenwick tree over those places: the counts of the values that go beyond the bound. */
    private final long[] tree = new long[size + 1];

    /** The values from here on go beyond the bound. */
    private int beyond = size;

    private long countBeyond;

    /** What the values before {@link #beyond} add, all of it below the bound. */
    private long below;

    ByCounter() {
      int[] order =
          IntStream.range(0, size)
              .boxed()
              .sorted(Comparator.comparingLong(i -> values[i] % interval))
              .mapToInt(Integer::intValue)
              .toArray();
      for (int place = 0; place < size; place++) {
        places[order[place]] = place;
        rests[place] = values[order[place]] % interval;
      }
      for (int i = 0; i < size; i++) {
        below += more(i) * counts[i];
      }
    }

    void addTo(Sink sink) {
      int counter = layout.index(values[size - 1] - interval);
      long upTo = below;
      while (upTo > 0) {
        long lowest = layout.lowest(counter);
        long before = callsBelow(lowest);
        if (upTo > before) {
          sink.add(lowest, upTo - before);
        }
        upTo = before;
        counter--;
      }
    }

    /** The calls of less than a bound, which is not above the one before. */
    private long callsBelow(long bound) {
      long whole = bound / interval;
      if (whole == 0) {
        return 0;
      }
      while (beyond > 0 && more(beyond - 1) >= whole) {
        beyond--;
        below -= more(beyond) * counts[beyond];
        countBeyond += counts[beyond];
        for (int at = places[beyond] + 1; at <= size; at += at & -at) {
          tree[at] += counts[beyond];
        }
      }
      return below + (whole - 1) * countBeyond + countBeyondWithRestBelow(bound % interval);
    }

    private long countBeyondWithRestBelow(long rest) {
      int at = Arrays.binarySearch(rests, rest);
      at = at < 0 ? -at - 1 : at;
      while (at > 0 && rests[at - 1] == rest) {
        at--;
      }
      long count = 0;
      for (; at > 0; at -= at & -at) {
        count += tree[at];
      }
      return count;
    }
  }
}
