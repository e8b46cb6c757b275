package org.benchmonitor.bootstrap;

import java.util.Arrays;

/**
 * When the run was paused, by {@code System.nanoTime}: what a worker waits for at the gate is no
 * delay of the system under test.
 *
 * <p>Any thread reads; whoever pauses and resumes writes, one at a time. Of many pauses the last
 * {@link #MOST} are known.
 */
final class Pauses {
  static final int MOST = 64;

  /** Begin and end of each, in order; a pause that goes on has no end yet. */
  private volatile long[] bounds = new long[0];

  void begin(long now) {
    long[] before = bounds;
    if (before.length % 2 == 0) {
      int from = before.length == 2 * MOST ? 2 : 0;
      long[] next = Arrays.copyOfRange(before, from, before.length + 1);
      next[next.length - 1] = now;
      bounds = next;
    }
  }

  void end(long now) {
    long[] before = bounds;
    if (before.length % 2 != 0) {
      long[] next = Arrays.copyOf(before, before.length + 1);
      next[before.length] = now;
      bounds = next;
    }
  }

  /** For how long the run was paused between two times. */
  long nanosWithin(long from, long to) {
    long[] known = bounds;
    long sum = 0;
    for (int i = (known.length - 1) & ~1; i >= 0 && known.length > 0; i -= 2) {
      long begin = known[i];
      long end = i + 1 < known.length ? known[i + 1] : to;
      // Differences, because a nanoTime may wrap around.
      if (end - from <= 0) {
        return sum;
      }
      long overlap = (end - to < 0 ? end : to) - (begin - from > 0 ? begin : from);
      sum += Math.max(0, overlap);
    }
    return sum;
  }
}
