package org.benchmonitor.run.histogram;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Upper bounds of cumulative buckets, each on an edge of HdrHistogram's counters, so that a bucket
 * is the sum of whole counters. Immutable.
 *
 * <p>They are near 1, 2 and 5 of each decade from one microsecond to one hour, and between one
 * millisecond and ten seconds near 1.5, 3 and 7 as well.
 */
public final class BucketBounds {
  private static final long LOWEST = 1_000;
  private static final long DENSE_FROM = 1_000_000;
  private static final long DENSE_TO = 10_000_000_000L;

  /** Tenths, in units of a decade. */
  private static final int[] SPARSE = {10, 20, 50};

  private static final int[] DENSE = {10, 15, 20, 30, 50, 70};

  private final long[] nanos;

  private BucketBounds(long[] nanos) {
    this.nanos = nanos;
  }

  /**
   * Makes them for histograms of some digits.
   *
   * @param more values in nanoseconds that shall have a bound, such as limits of thresholds; what
   *     is not between a microsecond and an hour has none
   */
  public static BucketBounds of(int digits, Collection<Long> more) {
    CounterLayout layout = new CounterLayout(digits);
    Set<Long> bounds = new TreeSet<>();
    for (long decade = LOWEST; decade < CounterLayout.HIGHEST; decade *= 10) {
      for (int tenths : decade >= DENSE_FROM && decade < DENSE_TO ? DENSE : SPARSE) {
        add(bounds, layout, decade / 10 * tenths);
      }
    }
    add(bounds, layout, CounterLayout.HIGHEST);
    more.forEach(one -> add(bounds, layout, one));
    return new BucketBounds(bounds.stream().mapToLong(Long::longValue).toArray());
  }

  private static void add(Set<Long> bounds, CounterLayout layout, long value) {
    if (value >= LOWEST && value <= CounterLayout.HIGHEST) {
      bounds.add(layout.lowest(layout.index(value) + 1) - 1);
    }
  }

  /** How many there are. */
  public int size() {
    return nanos.length;
  }

  /** The highest value that a bucket has, in nanoseconds. */
  public long nanos(int bucket) {
    return nanos[bucket];
  }

  /** All of them, ascending. */
  public long[] all() {
    return Arrays.copyOf(nanos, nanos.length);
  }
}
