package org.benchmonitor.run.histogram;

import java.util.Arrays;

/**
 * Fixed logarithmic bands of latency, 8 per decade from 100 ns to one hour; stateless.
 *
 * <p>A band holds the values from its lower bound up to, but not with, the next one; the first also
 * what is below it, the last also one hour. A counter of a histogram belongs whole to the band of
 * its lowest value.
 */
public final class LatencyBands {
  private static final int PER_DECADE = 8;
  private static final long LOWEST_NANOS = 100;

  /** The upper bound of the last band: one hour, the highest value that is recorded as it is. */
  public static final long HIGHEST_NANOS = CounterLayout.HIGHEST;

  private static final long[] BOUNDS = bounds();

  /** The number of bands. */
  public static final int COUNT = BOUNDS.length - 1;

  private LatencyBands() {}

  private static long[] bounds() {
    double decades = Math.log10((double) CounterLayout.HIGHEST / LOWEST_NANOS);
    int below = (int) Math.ceil(decades * PER_DECADE);
    long[] bounds = new long[below + 1];
    for (int i = 0; i < below; i++) {
      bounds[i] = Math.round(LOWEST_NANOS * Math.pow(10, (double) i / PER_DECADE));
    }
    bounds[below] = CounterLayout.HIGHEST;
    return bounds;
  }

  /** The lower bound of a band; of {@link #COUNT}, the upper bound of the last. */
  public static long boundNanos(int band) {
    return BOUNDS[band];
  }

  /** The band of a value. */
  public static int of(long nanos) {
    int at = Arrays.binarySearch(BOUNDS, nanos);
    int band = at >= 0 ? at : -at - 2;
    return Math.max(0, Math.min(COUNT - 1, band));
  }
}
