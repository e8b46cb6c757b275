package org.benchmonitor.run.histogram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.benchmonitor.run.model.BandCounts;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.Latency;

/**
 * A histogram of nanoseconds from 1 ns to one hour, with HdrHistogram's counters; one thread at a
 * time.
 *
 * <p>Merging histograms of the same number of digits is exact. Use one scratch instance again and
 * again: it takes 37 KB or more. All but the percentile distribution looks only at the counters
 * between the extremes, because the sampler fills thousands a second.
 */
public final class LatencyHistogram {
  private static final double[] PERCENTILES = {50, 90, 95, 99, 99.9, 99.99};

  private final CounterLayout layout;
  private final CompressedBytes encoding;
  private final long[] counters;
  private long total;
  private int first;
  private int end;
  private long lowestSeen = Long.MAX_VALUE;
  private long highestSeen;

  /**
   * Makes an empty histogram.
   *
   * @param digits significant decimal digits, 2 or 3
   */
  public LatencyHistogram(int digits) {
    layout = new CounterLayout(digits);
    encoding = new CompressedBytes(layout);
    counters = new long[layout.length()];
    first = counters.length;
  }

  /** The significant decimal digits. */
  public int digits() {
    return layout.digits();
  }

  /** Forgets everything. */
  public void clear() {
    if (first < end) {
      Arrays.fill(counters, first, end, 0);
    }
    total = 0;
    first = counters.length;
    end = 0;
    lowestSeen = Long.MAX_VALUE;
    highestSeen = 0;
  }

  /** Adds values, each of them the lowest that its counter stands for. */
  public void add(long lowestNanos, long count) {
    add(layout.index(lowestNanos), count);
  }

  private void add(int counter, long count) {
    counters[counter] += count;
    total = Math.addExact(total, count);
    first = Math.min(first, counter);
    end = Math.max(end, counter + 1);
  }

  /** Adds the values of an encoded histogram of the same number of digits. */
  public void add(EncodedHistogram encoded) {
    try (HistogramDecoder decoder = new HistogramDecoder()) {
      add(encoded, decoder);
    }
  }

  /** The same with a decoder for many. */
  public void add(EncodedHistogram encoded, HistogramDecoder decoder) {
    if (!encoded.isEmpty()) {
      byte[] bytes = encoded.bytes();
      add(bytes, 0, bytes.length, decoder);
    }
  }

  /**
   * Adds the values of a histogram of the same number of digits in the V2 compressed encoding.
   *
   * @param encoded from {@code from} on
   * @throws IllegalArgumentException if it is none
   * @throws ArithmeticException if a long cannot hold the number of all values
   */
  public void add(byte[] encoded, int from, int length, HistogramDecoder decoder) {
    try {
      decoder.addTo(counters, layout, encoded, from, length);
    } finally {
      // Also what was added before it failed must be known to be forgotten.
      first = Math.min(first, decoder.first());
      end = Math.max(end, decoder.behindLast());
    }
    total = Math.addExact(total, decoder.total());
  }

  /** Adds the values of another histogram of the same number of digits, and its extremes. */
  public void add(LatencyHistogram other) {
    for (int i = other.first; i < other.end; i++) {
      if (other.counters[i] != 0) {
        add(i, other.counters[i]);
      }
    }
    widen(other.lowestSeen, other.highestSeen);
  }

  /**
   * Takes the values of another histogram out that were added before. The extremes stay as they
   * were, until {@link #narrow} says what is left.
   */
  public void subtract(LatencyHistogram other) {
    for (int i = other.first; i < other.end; i++) {
      counters[i] -= other.counters[i];
    }
    total -= other.total;
    while (end > first && counters[end - 1] == 0) {
      end--;
    }
    while (first < end && counters[first] == 0) {
      first++;
    }
    if (total == 0) {
      clear();
    }
  }

  /** Bounds the figures by these extremes and forgets those from before. */
  public void narrow(long minNanos, long maxNanos) {
    lowestSeen = minNanos;
    highestSeen = maxNanos;
  }

  /** Bounds the figures by exact extremes that are known from elsewhere. */
  public void widen(long minNanos, long maxNanos) {
    lowestSeen = Math.min(lowestSeen, minNanos);
    highestSeen = Math.max(highestSeen, maxNanos);
  }

  /** The number of values. */
  public long count() {
    return total;
  }

  /** The figures; bounded by the exact extremes if {@link #widen} was told any. */
  public Latency latency() {
    if (total == 0) {
      return Latency.EMPTY;
    }
    long max = max();
    long lowest = layout.lowest(first);
    long min = lowestSeen == Long.MAX_VALUE ? lowest : Math.max(lowest, lowestSeen);
    Moments moments = moments();
    long[] percentiles = percentilesUpTo(max);
    return new Latency(
        total,
        Math.min(min, max),
        max,
        Math.min((double) max, Math.max((double) min, moments.mean)),
        moments.deviation,
        percentiles[0],
        percentiles[1],
        percentiles[2],
        percentiles[3],
        percentiles[4],
        percentiles[5]);
  }

  private long max() {
    return Math.min(highest(end - 1), highestSeen == 0 ? Long.MAX_VALUE : highestSeen);
  }

  private long highest(int counter) {
    return layout.lowest(counter + 1) - 1;
  }

  private double median(int counter) {
    long lowest = layout.lowest(counter);
    return lowest + ((layout.lowest(counter + 1) - lowest) >> 1);
  }

  private record Moments(double mean, double deviation) {}

  /** HdrHistogram's mean and standard deviation. */
  private Moments moments() {
    double mean = sumNanos() / total;
    double squares = 0;
    for (int i = first; i < end; i++) {
      if (counters[i] != 0) {
        double deviation = median(i) - mean;
        squares += deviation * deviation * counters[i];
      }
    }
    return new Moments(mean, Math.sqrt(squares / total));
  }

  /**
   * The value at a percentile, as {@link #latency} has it for some.
   *
   * @param percentile from 0 to 100
   * @return nanoseconds; 0 if there is no value
   */
  public long valueAtPercentile(double percentile) {
    long wanted = countAt(percentile);
    long seen = 0;
    for (int i = first; i < end; i++) {
      seen += counters[i];
      if (seen >= wanted) {
        return Math.min(max(), highest(i));
      }
    }
    return 0;
  }

  /** HdrHistogram's values at all {@link #PERCENTILES}, in one walk. */
  private long[] percentilesUpTo(long max) {
    long[] values = new long[PERCENTILES.length];
    int next = 0;
    long wanted = countAt(PERCENTILES[0]);
    long seen = 0;
    for (int i = first; i < end && next < values.length; i++) {
      seen += counters[i];
      while (next < values.length && seen >= wanted) {
        values[next++] = Math.min(max, highest(i));
        wanted = next < values.length ? countAt(PERCENTILES[next]) : Long.MAX_VALUE;
      }
    }
    return values;
  }

  /**
   * The value that a share of all values is at or below, linear inside its counter; for what is
   * compared, where the steps of the counters would be noise. 0 if there is no value.
   *
   * @param share of all values, above 0 and at most 1
   */
  public double quantileNanos(double share) {
    double wanted = share * total;
    long seen = 0;
    for (int i = first; i < end; i++) {
      if (counters[i] != 0 && seen + counters[i] >= wanted) {
        double part = (wanted - seen) / counters[i];
        return layout.lowest(i) + part * (layout.lowest(i + 1) - layout.lowest(i));
      }
      seen += counters[i];
    }
    return total == 0 ? 0 : layout.lowest(end);
  }

  /** How many values are at or below one, linear inside the counter that it falls into. */
  public double countUpTo(double nanos) {
    long whole = 0;
    for (int i = first; i < end; i++) {
      if (counters[i] != 0) {
        double lowest = layout.lowest(i);
        if (nanos < layout.lowest(i + 1)) {
          double part = (nanos - lowest) / (layout.lowest(i + 1) - lowest);
          return whole + Math.max(0, part) * counters[i];
        }
        whole += counters[i];
      }
    }
    return whole;
  }

  /** How many values are at or below each bound: sums of whole counters. */
  public long[] countsUpTo(BucketBounds bounds) {
    long[] counts = new long[bounds.size()];
    long seen = 0;
    int next = first;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      int last = layout.index(Math.min(CounterLayout.HIGHEST, bounds.nanos(bucket)));
      for (; next < end && next <= last; next++) {
        seen += counters[next];
      }
      counts[bucket] = seen;
    }
    return counts;
  }

  /**
   * The sum of all values, each taken for the middle of its counter, in nanoseconds. It never falls
   * while values are added.
   */
  public double sumNanos() {
    double sum = 0;
    for (int i = first; i < end; i++) {
      if (counters[i] != 0) {
        sum += median(i) * counters[i];
      }
    }
    return sum;
  }

  /** The number of values up to a percentile, without the rounding error of one value more. */
  private long countAt(double percentile) {
    double below = Math.nextAfter(percentile, Double.NEGATIVE_INFINITY);
    return Math.max(1, (long) Math.ceil(below * total / 100));
  }

  /** The V2 compressed encoding. */
  public EncodedHistogram encode() {
    return total == 0 ? EncodedHistogram.EMPTY : EncodedHistogram.of(encoded(), bandCounts());
  }

  /** The values counted by band. */
  public BandCounts bandCounts() {
    return total == 0 ? BandCounts.NONE : BandCounts.of(bands());
  }

  /** The counts by band. Both ascend, so each counter is in the band of the one before or later. */
  private long[] bands() {
    long[] bands = new long[LatencyBands.COUNT];
    int band = LatencyBands.of(layout.lowest(first));
    for (int i = first; i < end; i++) {
      if (counters[i] != 0) {
        long lowest = layout.lowest(i);
        while (band < bands.length - 1 && lowest >= LatencyBands.boundNanos(band + 1)) {
          band++;
        }
        bands[band] += counters[i];
      }
    }
    return bands;
  }

  /** The bytes of the V2 compressed encoding, also of an empty histogram. */
  public byte[] encoded() {
    return encoding.encode(counters, end);
  }

  /**
   * The same encoding, but not deflated: about twice as large, and read in less than half of the
   * time.
   */
  public byte[] encodedStored() {
    return encoding.encodeStored(counters, end);
  }

  /** One step of the percentile distribution; {@code count} values are at or below the value. */
  public record PercentilePoint(double percentile, long valueNanos, long count) {}

  /** HdrHistogram's percentile distribution with 5 steps per half distance. */
  public List<PercentilePoint> percentiles() {
    List<PercentilePoint> points = new ArrayList<>();
    if (total == 0) {
      return points;
    }
    Histogram histogram = new Histogram(1, CounterLayout.HIGHEST, layout.digits());
    for (int i = first; i < end; i++) {
      if (counters[i] != 0) {
        histogram.recordValueWithCount(layout.lowest(i), counters[i]);
      }
    }
    long max = max();
    for (HistogramIterationValue value : histogram.percentiles(5)) {
      points.add(
          new PercentilePoint(
              value.getPercentileLevelIteratedTo(),
              Math.min(max, value.getValueIteratedTo()),
              value.getTotalCountToThisValue()));
    }
    return points;
  }
}
