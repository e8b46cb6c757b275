package org.benchmonitor.run.merge;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.SystemUse;

/**
 * Merges what the JVM and the machine did in several intervals: counts and times are added, shares
 * are averaged by length. Parts that are not known are left out; without a known part the result is
 * not known either. Stateless.
 */
final class SystemUses {
  private SystemUses() {}

  static SystemUse of(List<Interval> intervals) {
    return new SystemUse(
        mean(intervals, one -> use(one).processCpuPercent()),
        mean(intervals, one -> use(one).machineCpuPercent()),
        mean(intervals, one -> use(one).agentCpuPercent()),
        most(intervals, one -> use(one).heapUsedBytes()),
        sum(intervals, one -> use(one).collections()),
        sum(intervals, one -> use(one).collectionMillis()),
        sum(intervals, one -> use(one).stalls()),
        sum(intervals, one -> use(one).stallNanos()),
        most(intervals, one -> use(one).longestStallNanos()));
  }

  private static SystemUse use(Interval interval) {
    return interval.system().use();
  }

  /** The mean of the known values, weighted by the lengths of their intervals; or -1. */
  static double mean(List<Interval> intervals, ToDoubleFunction<Interval> value) {
    double sum = 0;
    double weight = 0;
    for (Interval interval : intervals) {
      double one = value.applyAsDouble(interval);
      if (one >= 0) {
        // A length of 0 must not leave the only known value out.
        double length = Math.max(1, interval.nanos());
        sum += one * length;
        weight += length;
      }
    }
    return weight == 0 ? -1 : sum / weight;
  }

  private static long sum(List<Interval> intervals, ToLongFunction<Interval> value) {
    long sum = -1;
    for (Interval interval : intervals) {
      long one = value.applyAsLong(interval);
      if (one >= 0) {
        sum = Math.max(0, sum) + one;
      }
    }
    return sum;
  }

  private static long most(List<Interval> intervals, ToLongFunction<Interval> value) {
    return intervals.stream().mapToLong(value).max().orElse(-1);
  }
}
