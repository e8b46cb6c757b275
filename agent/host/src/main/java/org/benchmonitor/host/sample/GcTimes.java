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
  /** The usual time between the two beginnings. */
  static final long USUAL_MILLIS = 20;

  /** The longest that is believed of a JVM that has run for a while. */
  private static final long LONGEST_MILLIS = 200;

  /** In a JVM this young the wall clock has not stepped. */
  private static final long YOUNG_MILLIS = 10_000;

  private final RuntimeMXBean jvm;
  private final Ticker ticker;
  private final long initMillis;

  GcTimes(RuntimeMXBean jvm, Ticker ticker) {
    this.jvm = jvm;
    this.ticker = ticker;
    this.initMillis = initMillis(jvm.getUptime(), System.currentTimeMillis() - jvm.getStartTime());
  }

  /**
   * How long the JVM's initialisation took.
   *
   * @param uptimeMillis since its beginning, by the monotonic clock
   * @param wallMillis since its end, by the wall clock
   */
  static long initMillis(long uptimeMillis, long wallMillis) {
    long init = uptimeMillis - wallMillis;
    long longest = uptimeMillis < YOUNG_MILLIS ? uptimeMillis : LONGEST_MILLIS;
    return init < 0 || init > longest ? USUAL_MILLIS : init;
  }

  /**
   * When a collection that has ended began.
   *
   * @param startMillis as the JVM tells it
   * @param durationMillis of the collection, which began at least this long ago
   */
  Instant start(long startMillis, long durationMillis) {
    long ago = Math.max(durationMillis, jvm.getUptime() - initMillis - startMillis);
    return ticker.instantOf(ticker.nanos() - ago * 1_000_000);
  }
}
