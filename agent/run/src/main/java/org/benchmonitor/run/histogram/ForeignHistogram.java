package org.benchmonitor.run.histogram;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import org.HdrHistogram.DoubleHistogram;
import org.HdrHistogram.DoubleHistogramIterationValue;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A histogram that another program has encoded with HdrHistogram, in any version of its encoding,
 * of any range and number of digits.
 *
 * <p>Of the same unit and number of digits it has the same counters, and nothing is lost. Otherwise
 * the values of a counter are taken for the one in its middle.
 */
public final class ForeignHistogram {
  /** Source: {@code DHIST_compressedEncodingCookie} of HdrHistogram 2.2.2. */
  private static final int DOUBLE = 0x0c72124f;

  private static final int FEWEST_DIGITS = 2;
  private static final int MOST_DIGITS = 3;

  private final Values values;
  private final int digits;

  private ForeignHistogram(Values values, int digits) {
    this.values = values;
    this.digits = Math.max(FEWEST_DIGITS, Math.min(MOST_DIGITS, digits));
  }

  private interface Values {
    void each(Taking taking);
  }

  private interface Taking {
    void take(double lowest, double middle, double highest, long count);
  }

  /**
   * Decodes one.
   *
   * @param compressed zlib's stream with HdrHistogram's header
   * @throws IllegalArgumentException if it is none, with the reason
   */
  public static ForeignHistogram decode(byte[] compressed) {
    ByteBuffer buffer = ByteBuffer.wrap(compressed);
    try {
      return buffer.remaining() >= Integer.BYTES && buffer.getInt(0) == DOUBLE
          ? of(DoubleHistogram.decodeFromCompressedByteBuffer(buffer, 0))
          : of(Histogram.decodeFromCompressedByteBuffer(buffer, 0));
    } catch (DataFormatException | RuntimeException broken) {
      // Of damaged bytes the library throws whatever comes: indices, buffers, negative sizes.
      throw new IllegalArgumentException(
          "it is no histogram of HdrHistogram: " + broken.getMessage(), broken);
    }
  }

  private static ForeignHistogram of(Histogram histogram) {
    Values values =
        taking -> {
          for (HistogramIterationValue one : histogram.recordedValues()) {
            long value = one.getValueIteratedTo();
            taking.take(
                (double) histogram.lowestEquivalentValue(value),
                (double) histogram.medianEquivalentValue(value),
                (double) histogram.highestEquivalentValue(value),
                one.getCountAddedInThisIterationStep());
          }
        };
    return new ForeignHistogram(values, histogram.getNumberOfSignificantValueDigits());
  }

  private static ForeignHistogram of(DoubleHistogram histogram) {
    Values values =
        taking -> {
          for (DoubleHistogramIterationValue one : histogram.recordedValues()) {
            double value = one.getValueIteratedTo();
            taking.take(
                histogram.lowestEquivalentValue(value),
                histogram.medianEquivalentValue(value),
                histogram.highestEquivalentValue(value),
                one.getCountAddedInThisIterationStep());
          }
        };
    return new ForeignHistogram(values, histogram.getNumberOfSignificantValueDigits());
  }

  /** The significant digits that a run of it has: 2 or 3. */
  public int digits() {
    return digits;
  }

  /**
   * Adds its values to a histogram of nanoseconds.
   *
   * @param unitNanos what a value of one is in nanoseconds
   * @return how many values were above an hour, and are counted as one
   */
  public long addTo(LatencyHistogram target, long unitNanos) {
    return addTo(target, unitNanos, CounterLayout.HIGHEST);
  }

  /**
   * The same where the exact longest value is known.
   *
   * @param mostNanos the longest
   */
  public long addTo(LatencyHistogram target, long unitNanos, long mostNanos) {
    long[] clamped = new long[1];
    values.each(
        (lowest, middle, highest, count) -> {
          long nanos = bounded(middle * unitNanos);
          target.add(nanos, count);
          long longest = Math.min(mostNanos, bounded(highest * unitNanos));
          target.widen(bounded(lowest * unitNanos), Math.max(1, longest));
          clamped[0] += middle * unitNanos > CounterLayout.HIGHEST ? count : 0;
        });
    return clamped[0];
  }

  private static long bounded(double nanos) {
    return (long) Math.max(0, Math.min(CounterLayout.HIGHEST, nanos));
  }
}
