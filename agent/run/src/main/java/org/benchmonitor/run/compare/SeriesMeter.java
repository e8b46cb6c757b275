package org.benchmonitor.run.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.benchmonitor.run.compare.Sample.Drift;
import org.benchmonitor.run.compare.Sample.Tail;
import org.benchmonitor.run.histogram.HistogramDecoder;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.jspecify.annotations.Nullable;

/**
 * Reads the metrics of an operation from the intervals of a run. One thread; keeps its histograms
 * for the next operation.
 *
 * <p>A run is cut into ten batches of whole intervals. What differs between them tells how much of
 * a metric is noise inside the run, whatever the intervals have to do with each other. That is a
 * floor: what differs between runs is not in it.
 */
final class SeriesMeter implements AutoCloseable {
  private static final int BATCHES = 10;

  /** Student's t at 97.5 % with nine degrees of freedom, one less than there are batches. */
  private static final double T = 2.262;

  /** Where there is no bound: nothing is known. */
  private static final double NO_BOUND = 10;

  private static final double LEAST_NANOS = 1;
  private static final double ROUNDING = 1e-6;

  private final LatencyHistogram all;
  private final LatencyHistogram one;
  private final List<LatencyHistogram> batches = new ArrayList<>();
  private final HistogramDecoder decoder = new HistogramDecoder();

  /**
   * Makes one.
   *
   * @param digits of the histograms
   */
  SeriesMeter(int digits) {
    all = new LatencyHistogram(digits);
    one = new LatencyHistogram(digits);
    for (int i = 0; i < BATCHES; i++) {
      batches.add(new LatencyHistogram(digits));
    }
  }

  /** Ends what it decodes with. */
  @Override
  public void close() {
    decoder.close();
  }

  /** The metrics of an operation, by the intervals of its run in their order. */
  Map<Quantity, Sample> measure(List<Slice> slices, Collection<Quantity> metrics) {
    fill(slices);
    Map<Quantity, Sample> samples = new EnumMap<>(Quantity.class);
    List<Quantity> quantiles = new ArrayList<>();
    for (Quantity metric : metrics) {
      if (metric == Quantity.THROUGHPUT) {
        samples.put(metric, throughput(slices));
      } else if (metric == Quantity.ERRORS) {
        samples.put(metric, errors(slices));
      } else {
        quantiles.add(metric);
      }
    }
    samples.putAll(quantiles(slices, quantiles));
    return samples;
  }

  /** Of so many intervals, the first that is of a batch, or of the one behind the last. */
  private static int begin(int batch, int intervals) {
    return (int) ((long) batch * intervals / BATCHES);
  }

  private void fill(List<Slice> slices) {
    all.clear();
    for (int i = 0; i < BATCHES; i++) {
      LatencyHistogram batch = batches.get(i);
      batch.clear();
      int behind = begin(i + 1, slices.size());
      for (int at = begin(i, slices.size()); at < behind; at++) {
        batch.add(slices.get(at).latencies(), decoder);
      }
      all.add(batch);
    }
  }

  private static double[] sums(List<Slice> slices, ToLongFunction<Slice> value) {
    double[] sums = new double[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
      int behind = begin(i + 1, slices.size());
      for (int at = begin(i, slices.size()); at < behind; at++) {
        sums[i] += value.applyAsLong(slices.get(at));
      }
    }
    return sums;
  }

  /** The variance of a sum of independent batches that deviate so from what is expected of them. */
  private static double variance(double[] deviations) {
    double squares = 0;
    for (double deviation : deviations) {
      squares += deviation * deviation;
    }
    return squares * BATCHES / (BATCHES - 1);
  }

  private static @Nullable Shortage ofIntervals(List<Slice> slices) {
    return slices.size() < Shortage.INTERVALS
        ? new Shortage(Shortage.Kind.INTERVALS, slices.size(), Shortage.INTERVALS)
        : null;
  }

  private static Sample throughput(List<Slice> slices) {
    double[] calls = sums(slices, Slice::calls);
    double[] nanos = sums(slices, Slice::nanos);
    double allCalls = Arrays.stream(calls).sum();
    double allNanos = Arrays.stream(nanos).sum();
    if (allCalls == 0 || allNanos == 0) {
      return Sample.none();
    }
    double[] deviations = new double[BATCHES];
    double[] worseness = new double[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
      deviations[i] = calls[i] - allCalls * nanos[i] / allNanos;
      worseness[i] = Quantity.THROUGHPUT.worseness(calls[i] / nanos[i]);
    }
    return new Sample(
        Quantity.THROUGHPUT.worseness(allCalls * 1e9 / allNanos),
        variance(deviations) / (allCalls * allCalls),
        null,
        drift(worseness),
        ofIntervals(slices));
  }

  private static Sample errors(List<Slice> slices) {
    double[] calls = sums(slices, Slice::calls);
    double[] errors = sums(slices, Slice::errors);
    double allCalls = Arrays.stream(calls).sum();
    double allErrors = Arrays.stream(errors).sum();
    if (allCalls == 0) {
      return Sample.none();
    }
    double ratio = allErrors / allCalls;
    double[] deviations = new double[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
      deviations[i] = errors[i] - ratio * calls[i];
    }
    // Few errors, or none, are no proof that there are none.
    double within = Math.max(variance(deviations), allErrors + 1) / (allCalls * allCalls);
    return new Sample(ratio, within, null, Drift.NONE, ofIntervals(slices));
  }

  private Map<Quantity, Sample> quantiles(List<Slice> slices, List<Quantity> metrics) {
    Map<Quantity, Sample> samples = new EnumMap<>(Quantity.class);
    if (all.count() == 0) {
      metrics.forEach(metric -> samples.put(metric, Sample.none()));
      return samples;
    }
    double[] nanos = metrics.stream().mapToDouble(metric -> quantile(all, metric)).toArray();
    List<SecondsAbove> above = above(slices, nanos);
    for (int i = 0; i < nanos.length; i++) {
      samples.put(metrics.get(i), quantile(metrics.get(i), nanos[i], above.get(i), slices));
    }
    return samples;
  }

  private static double quantile(LatencyHistogram histogram, Quantity metric) {
    return atLeast(histogram.quantileNanos(metric.share()));
  }

  /** No clock tells less, and a logarithm must be finite. */
  private static double atLeast(double nanos) {
    return Math.max(LEAST_NANOS, nanos);
  }

  private Sample quantile(Quantity metric, double nanos, SecondsAbove above, List<Slice> slices) {
    double share = metric.share();
    double calls = all.count();
    double[] deviations = new double[BATCHES];
    double[] worseness = new double[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
      LatencyHistogram batch = batches.get(i);
      deviations[i] = batch.countUpTo(nanos) - share * batch.count();
      worseness[i] = batch.count() == 0 ? Double.NaN : metric.worseness(quantile(batch, metric));
    }
    double variance = variance(deviations);
    double beyond = calls * (1 - share);
    double worth = beyond / Math.max(1, variance / (beyond * share));
    double width = width(metric.share(), Math.sqrt(variance) / calls);
    return new Sample(
        metric.worseness(nanos),
        width * width / (4 * T * T),
        new Tail(beyond, above.seconds(), above.bursts(), worth),
        drift(worseness),
        shortage(beyond, above.seconds(), slices));
  }

  /**
   * The width of the interval that holds the logarithm of a quantile with 95 % probability.
   *
   * @param error the standard error of the share
   */
  private double width(double share, double error) {
    double beyond = 1 - share;
    double factor = Math.exp(T * error / beyond);
    double below = 1 - beyond * factor;
    if (below <= 0 || all.count() * beyond / factor < 1) {
      return NO_BOUND;
    }
    return Math.log(atLeast(all.quantileNanos(1 - beyond / factor)))
        - Math.log(atLeast(all.quantileNanos(below)));
  }

  private static @Nullable Shortage shortage(double beyond, double seconds, List<Slice> slices) {
    Shortage intervals = ofIntervals(slices);
    if (intervals != null) {
      return intervals;
    }
    if (beyond + ROUNDING < Shortage.CALLS_ABOVE) {
      return new Shortage(Shortage.Kind.CALLS_ABOVE, beyond, Shortage.CALLS_ABOVE);
    }
    return seconds + ROUNDING < Shortage.SECONDS_ABOVE
        ? new Shortage(Shortage.Kind.SECONDS_ABOVE, seconds, Shortage.SECONDS_ABOVE)
        : null;
  }

  private static Drift drift(double[] worseness) {
    double squares = 0;
    for (int i = 1; i < BATCHES; i++) {
      double step = worseness[i] - worseness[i - 1];
      squares += step * step;
    }
    double change = worseness[BATCHES - 1] - worseness[0];
    return Double.isFinite(change) && Double.isFinite(squares)
        ? new Drift(change, Math.sqrt(squares / (2 * (BATCHES - 1))))
        : Drift.NONE;
  }

  private List<SecondsAbove> above(List<Slice> slices, double[] nanos) {
    List<SecondsAbove> above = new ArrayList<>();
    for (int i = 0; i < nanos.length; i++) {
      above.add(new SecondsAbove());
    }
    long second = Long.MIN_VALUE;
    for (Slice slice : slices) {
      if (slice.second() != second) {
        above.forEach(SecondsAbove::endSecond);
        second = slice.second();
      }
      one.clear();
      one.add(slice.latencies(), decoder);
      for (int i = 0; i < nanos.length; i++) {
        above.get(i).add(one.count() - one.countUpTo(nanos[i]));
      }
    }
    above.forEach(SecondsAbove::endSecond);
    return above;
  }
}
