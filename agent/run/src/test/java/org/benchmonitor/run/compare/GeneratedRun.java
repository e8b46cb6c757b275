package org.benchmonitor.run.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.model.BandCounts;
import org.benchmonitor.run.model.EncodedHistogram;

/**
 * Runs whose truth is known: log-normal latencies around a location that wanders from second to
 * second, stalls, and errors.
 *
 * @param seconds of the run
 * @param rate calls a second where the location is 0
 * @param memory how much of a second's location the next one has
 */
record GeneratedRun(int seconds, double rate, double memory) {
  /** Bits of a random number that choose a factor. */
  private static final int BITS = 14;

  private static final int PARTS = 1 << BITS;

  /** With so many degrees of freedom Student's distribution is the normal one. */
  private static final double NORMAL = 1e6;

  private static final double[] FACTORS = factors();
  private static final double MEDIAN_NANOS = 5e6;
  private static final double WANDERING = 0.05;
  private static final double ERROR_RATIO = 0.005;
  private static final double ERROR_WANDERING = 0.20;

  /** Those of a log-normal distribution, each as probable as any other. */
  private static double[] factors() {
    double[] factors = new double[PARTS];
    for (int i = 0; i < PARTS; i++) {
      factors[i] = Math.exp(0.5 * StudentT.quantile((i + 0.5) / PARTS, NORMAL));
    }
    return factors;
  }

  /**
   * The intervals of a run.
   *
   * @param shift of the location of all calls
   */
  List<Slice> slices(RandomGenerator random, double shift) {
    List<Slice> slices = new ArrayList<>();
    LatencyHistogram histogram = new LatencyHistogram(2);
    double location = random.nextGaussian();
    double ofErrors = random.nextGaussian();
    double fresh = Math.sqrt(1 - memory * memory);
    for (int second = 0; second < seconds; second++) {
      double log = WANDERING * location + shift;
      int calls = poisson(random, rate * Math.exp(-log));
      histogram.clear();
      fill(histogram, random, calls, MEDIAN_NANOS * Math.exp(log));
      double expected = calls * ERROR_RATIO * Math.exp(ERROR_WANDERING * ofErrors);
      int errors = poisson(random, expected);
      EncodedHistogram encoded = EncodedHistogram.of(histogram.encodedStored(), BandCounts.NONE);
      slices.add(new Slice(1_000_000_000L, second, calls + errors, errors, encoded));
      location = memory * location + fresh * random.nextGaussian();
      ofErrors = memory * ofErrors + fresh * random.nextGaussian();
    }
    return slices;
  }

  private static void fill(
      LatencyHistogram histogram, RandomGenerator random, int calls, double median) {
    boolean stalls = random.nextInt(10) == 0;
    double stall = 1e6 * random.nextDouble(20, 80);
    double hit = stalls ? random.nextDouble(0.01, 0.03) : 0;
    for (int i = 0; i < calls; i++) {
      double nanos = median * FACTORS[random.nextInt() >>> (32 - BITS)];
      if (stalls && random.nextDouble() < hit) {
        nanos += random.nextDouble() * stall;
      }
      histogram.add(((long) (nanos / 1000)) * 1000, 1);
    }
  }

  /** Near a normal distribution where it is large. */
  private static int poisson(RandomGenerator random, double mean) {
    if (mean > 100) {
      return (int) Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; count++) {
      product *= random.nextDouble();
    }
    return count;
  }

  /** The metrics of a run. */
  Map<Quantity, Sample> samples(RandomGenerator random, double shift) {
    try (SeriesMeter meter = new SeriesMeter(2)) {
      return meter.measure(slices(random, shift), List.of(Quantity.values()));
    }
  }
}
