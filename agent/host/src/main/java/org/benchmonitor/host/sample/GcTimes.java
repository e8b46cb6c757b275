package org.benchmonitor.host.sample;

import java.lang.management.RuntimeMXBean;
import java.time.Instant;

/**
 * Puts the collections on the ticker's axis; on the JVM's notification thread.
 *
 * <p>HotSpot tells their times in milliseconds of its monotonic clock since the end of its own
 * initialisation ({@code Management::timestamp}). Its uptime is of the same clock, but since the
 * beginning of that. The JVM's start by the wall clock would be wrong for ever after that clock has
 * stepped, or after the machine has slept.
 */
final class GcTimes {
  /** Not known, because the wall clock has stepped. */
  static final long UNKNOWN = Long.MAX_VALUE;

  /** The longest that is believed of a JVM that has run for a while. */
  private static final long LONGEST_MILLIS = 200;

  /** In a JVM this young the wall clock has not stepped. */
  private static final long YOUNG_MILLIS = 10_000;

  private final RuntimeMXBean jvm;
  private final Ticker ticker;
  private long initMillis;

  GcTimes(RuntimeMXBean jvm, Ticker ticker) {
    this.jvm = jvm;
    this.ticker = ticker;
    this.initMillis = initMillis(jvm.getUptime(), System.currentTimeMillis() - jvm.getStartTime());
  }

  /**
   * How long the JVM's initialisation took, or {@link #UNKNOWN}.
   *
   * @param uptimeMillis since its beginning, by the monotonic clock
   * @param wallMillis since its end, by the wall clock
   */
  static long initMillis(long uptimeMillis, long wallMillis) {
    long init = uptimeMillis - wallMillis;
    long longest = uptimeMillis < YOUNG_MILLIS ? uptimeMillis : LONGEST_MILLIS;
    return init < 0 || init > longest ? UNKNOWN : init;
  }

  /**
   * When a collection that has just ended began.
   *
   * @param startMillis as the JVM tells it
   * @param durationMillis of the collection
   */
  Instant start(long startMillis, long durationMillis) {
    long now = jvm.getUptime();
    // No collection is told before it has ended. Where the initialisation is not known, this comes
    // as near to it as the quickest notification so far.
    initMillis = Math.min(initMillis, now - startMillis - durationMillis);
    long ago = now - initMillis - startMillis;
    return ticker.instantOf(ticker.nanos() - ago * 1_000_000);
  }
}
