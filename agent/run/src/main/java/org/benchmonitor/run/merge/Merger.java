package org.benchmonitor.run.merge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.benchmonitor.run.histogram.HistogramDecoder;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.model.Corrected;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Latency;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.thread.Resting;
import org.jspecify.annotations.Nullable;

/**
 * Merges figures and reuses its histograms, which take 37 KB or more each. One thread at a time.
 *
 * <p>It merges one operation after the other, so that it needs three histograms however many
 * operations there are, and one more where latencies are corrected: one for each of a thousand
 * would be more than everything that is kept.
 */
public final class Merger {
  private final Resting resting;
  private final HistogramDecoder decoder = new HistogramDecoder();
  private final Sum one;
  private final Sum allSuccesses;
  private final Sum allFailures;
  private final CorrectedSum allCorrected;

  Merger(int digits, Resting resting) {
    this.resting = resting;
    one = new Sum(digits);
    allSuccesses = new Sum(digits);
    allFailures = new Sum(digits);
    allCorrected = new CorrectedSum(digits);
  }

  /** The counts of one outcome, with the exact extremes of the parts. */
  private static final class Sum {
    private final int digits;
    private @Nullable LatencyHistogram histogram;

    Sum(int digits) {
      this.digits = digits;
    }

    private LatencyHistogram histogram() {
      LatencyHistogram known = histogram;
      if (known == null) {
        known = new LatencyHistogram(digits);
        histogram = known;
      }
      return known;
    }

    void add(EncodedHistogram encoded, Latency latency, HistogramDecoder decoder) {
      if (!encoded.isEmpty()) {
        histogram().add(encoded, decoder);
        histogram().widen(latency.minNanos(), latency.maxNanos());
      }
    }

    void add(Sum other) {
      if (other.histogram != null) {
        histogram().add(other.histogram);
      }
    }

    Latency latency() {
      return histogram == null ? Latency.EMPTY : histogram.latency();
    }

    EncodedHistogram encode() {
      return histogram == null ? EncodedHistogram.EMPTY : histogram.encode();
    }

    void clear() {
      if (histogram != null) {
        histogram.clear();
      }
    }
  }

  /** One outcome of an operation, merged. */
  private record Outcome(Latency latency, EncodedHistogram encoded) {
    static final Outcome NONE = new Outcome(Latency.EMPTY, EncodedHistogram.EMPTY);
  }

  /**
   * Merges the figures of several stretches of time into one; their lengths add up.
   *
   * @param operation the only operation to merge, or null for all
   * @param encoded whether to keep the histograms, not only what is read from them: encoding one
   *     costs more than merging ten
   */
  public Figures merge(List<Figures> parts, @Nullable String operation, boolean encoded) {
    Map<String, List<OperationFigures>> byName = new LinkedHashMap<>();
    long length = 0;
    for (Figures part : parts) {
      length += part.lengthNanos();
      for (OperationFigures figures : part.operations()) {
        if (operation == null || operation.equals(figures.name())) {
          byName.computeIfAbsent(figures.name(), name -> new ArrayList<>()).add(figures);
        }
      }
      resting.restIfDue();
    }
    allSuccesses.clear();
    allFailures.clear();
    allCorrected.clear();
    List<OperationFigures> operations = new ArrayList<>(byName.size());
    try (decoder) {
      byName.forEach((name, figures) -> operations.add(merged(name, figures, encoded)));
    }
    return new Figures(
        length,
        allSuccesses.latency(),
        allFailures.latency(),
        allCorrected.sum(),
        List.copyOf(operations));
  }

  private OperationFigures merged(String name, List<OperationFigures> parts, boolean encoded) {
    Outcome successes =
        merged(
            parts, OperationFigures::successes, OperationFigures::latency, allSuccesses, encoded);
    Outcome failures =
        merged(
            parts,
            OperationFigures::failures,
            OperationFigures::errorLatency,
            allFailures,
            encoded);
    return new OperationFigures(
        name,
        successes.latency,
        failures.latency,
        successes.encoded,
        failures.encoded,
        corrected(parts, successes.latency, encoded));
  }

  private @Nullable Corrected corrected(
      List<OperationFigures> parts, Latency raw, boolean encoded) {
    String rule = null;
    for (OperationFigures part : parts) {
      Corrected known = part.corrected();
      rule = known == null ? rule : Corrected.rules(rule, known.rule());
    }
    if (rule == null) {
      allCorrected.addUncorrected(raw.count());
      return null;
    }
    Outcome all =
        merged(
            parts,
            part -> histogram(part.corrected()),
            part -> latency(part.corrected()),
            null,
            encoded);
    allCorrected.add(rule, all.latency.isEmpty() ? null : one.histogram());
    return new Corrected(rule, all.latency, all.encoded);
  }

  private static EncodedHistogram histogram(@Nullable Corrected corrected) {
    return corrected == null ? EncodedHistogram.EMPTY : corrected.histogram();
  }

  private static Latency latency(@Nullable Corrected corrected) {
    return corrected == null ? Latency.EMPTY : corrected.latency();
  }

  private Outcome merged(
      List<OperationFigures> parts,
      Function<OperationFigures, EncodedHistogram> histogram,
      Function<OperationFigures, Latency> latency,
      @Nullable Sum all,
      boolean encoded) {
    one.clear();
    int filled = 0;
    Outcome last = Outcome.NONE;
    for (OperationFigures part : parts) {
      if (!histogram.apply(part).isEmpty()) {
        filled++;
        last = new Outcome(latency.apply(part), histogram.apply(part));
        one.add(last.encoded, last.latency, decoder);
        resting.restIfDue();
      }
    }
    if (filled == 0) {
      return Outcome.NONE;
    }
    if (all != null) {
      all.add(one);
    }
    resting.restIfDue();
    if (filled == 1) {
      // Alone it is what it was, and encoding it again would cost the most of all.
      return encoded ? last : new Outcome(last.latency, EncodedHistogram.EMPTY);
    }
    return new Outcome(one.latency(), encoded ? one.encode() : EncodedHistogram.EMPTY);
  }

  /**
   * Merges intervals into one point, without histograms. A single interval is returned as it is.
   *
   * @param intervals in order, one or more
   * @param operation the only operation with figures, or null for all
   */
  public Interval point(List<Interval> intervals, @Nullable String operation) {
    return intervals.size() == 1
        ? intervals.get(0)
        : Merging.one(intervals, merge(Merging.figures(intervals), operation, false));
  }
}
