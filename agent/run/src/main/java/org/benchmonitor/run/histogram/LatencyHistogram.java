package org.benchmonitor.run.histogram;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.benchmonitor.run.model.BandCounts;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.Latency;

/**
 * A histogram of nanoseconds from 1 ns to one hour; one thread at a time.
 *
 * <p>Merging histograms of the same number of digits is exact. Use one scratch instance again and
 * again: HdrHistogram keeps an encoding buffer in each histogram that was ever encoded.
 */
public final class LatencyHistogram {
  private final Histogram histogram;
  private final CounterLayout layout;
  private final long[] bands = new long[LatencyBands.COUNT];
  private long lowestSeen = Long.MAX_VALUE;
  private long highestSeen;

  /**
   * Makes an empty histogram.
   *
   * @param digits significant decimal digits, 2 or 3
   */
  public LatencyHistogram(int digits) {
    layout = new CounterLayout(digits);
    histogram = new Histogram(1, CounterLayout.HIGHEST, digits);
  }

  /** Forgets everything. */
  public void clear() {
    histogram.reset();
    Arrays.fill(bands, 0);
    lowestSeen = Long.MAX_VALUE;
    highestSeen = 0;
  }

  /** Adds values, each of them the lowest that its counter stands for. */
  public void add(long lowestNanos, long count) {
    histogram.recordValueWithCount(lowestNanos, count);
    bands[LatencyBands.of(lowestNanos)] += count;
  }

  /** Adds the values of an encoded histogram of the same number of digits. */
  public void add(EncodedHistogram encoded) {
    if (!encoded.isEmpty()) {
      CompressedCounts.visit(encoded.bytes(), layout, this::add);
    }
  }

  /** Adds the values of another histogram of the same number of digits, and its extremes. */
  public void add(LatencyHistogram other) {
    histogram.add(other.histogram);
    for (int band = 0; band < bands.length; band++) {
      bands[band] += other.bands[band];
    }
    widen(other.lowestSeen, other.highestSeen);
  }

  /** Bounds the figures by exact extremes that are known from elsewhere. */
  public void widen(long minNanos, long maxNanos) {
    lowestSeen = Math.min(lowestSeen, minNanos);
    highestSeen = Math.max(highestSeen, maxNanos);
  }

  /** The number of values. */
  public long count() {
    return histogram.getTotalCount();
  }

  /** The figures; bounded by the exact extremes if {@link #widen} was told any. */
  public Latency latency() {
    if (histogram.getTotalCount() == 0) {
      return Latency.EMPTY;
    }
    long max = Math.min(histogram.getMaxValue(), highestSeen == 0 ? Long.MAX_VALUE : highestSeen);
    long lowest = histogram.getMinValue();
    long min = lowestSeen == Long.MAX_VALUE ? lowest : Math.max(lowest, lowestSeen);
    Moments moments = moments();
    return new Latency(
        histogram.getTotalCount(),
        Math.min(min, max),
        max,
        Math.min((double) max, Math.max((double) min, moments.mean)),
        moments.deviation,
        percentile(50, max),
        percentile(90, max),
        percentile(95, max),
        percentile(99, max),
        percentile(99.9, max),
        percentile(99.99, max));
  }

  private record Moments(double mean, double deviation) {}

  /**
   * HdrHistogram's mean and standard deviation, which it takes from an iterator over all counters;
   * this looks only at those between the extremes, and costs a tenth.
   */
  private Moments moments() {
    int first = layout.index(histogram.getMinValue());
    int last =
        Math.min(
            layout.length() - 1,
            layout.index(Math.min(CounterLayout.HIGHEST, histogram.getMaxValue())));
    double total = 0;
    for (int i = first; i <= last; i++) {
      long lowest = layout.lowest(i);
      long count = histogram.getCountAtValue(lowest);
      if (count != 0) {
        total += (double) histogram.medianEquivalentValue(lowest) * count;
      }
    }
    double mean = total / histogram.getTotalCount();
    double squares = 0;
    for (int i = first; i <= last; i++) {
      long lowest = layout.lowest(i);
      long count = histogram.getCountAtValue(lowest);
      if (count != 0) {
        double deviation = histogram.medianEquivalentValue(lowest) - mean;
        squares += deviation * deviation * count;
      }
    }
    return new Moments(mean, Math.sqrt(squares / histogram.getTotalCount()));
  }

  private long percentile(double percentile, long max) {
    return Math.min(max, histogram.getValueAtPercentile(percentile));
  }

  /** The V2 compressed encoding. */
  public EncodedHistogram encode() {
    return histogram.getTotalCount() == 0
        ? EncodedHistogram.EMPTY
        : EncodedHistogram.of(encoded(), BandCounts.of(bands));
  }

  /** The bytes of the V2 compressed encoding, also of an empty histogram. */
  public byte[] encoded() {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Arrays.copyOf(buffer.array(), length);
  }

  /** One step of the percentile distribution; {@code count} values are at or below the value. */
  public record PercentilePoint(double percentile, long valueNanos, long count) {}

  /** HdrHistogram's percentile distribution with 5 steps per half distance. */
  public List<PercentilePoint> percentiles() {
    List<PercentilePoint> points = new ArrayList<>();
    if (histogram.getTotalCount() == 0) {
      return points;
    }
    long max = Math.min(histogram.getMaxValue(), highestSeen == 0 ? Long.MAX_VALUE : highestSeen);
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
