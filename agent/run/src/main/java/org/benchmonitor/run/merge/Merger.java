package org.benchmonitor.run.merge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Latency;
import org.benchmonitor.run.model.OperationFigures;
import org.jspecify.annotations.Nullable;

/**
 * Merges figures and reuses its histograms, which take 37 KB or more each. One thread at a time.
 */
public final class Merger {
  private final int digits;
  private final Deque<LatencyHistogram> free = new ArrayDeque<>();

  Merger(int digits) {
    this.digits = digits;
  }

  /** The counts of one outcome, with the exact extremes of the parts. */
  private final class Sum {
    private @Nullable LatencyHistogram histogram;

    private LatencyHistogram histogram() {
      LatencyHistogram known = histogram;
      if (known == null) {
        known = free.isEmpty() ? new LatencyHistogram(digits) : free.removeLast();
        histogram = known;
      }
      return known;
    }

    void add(EncodedHistogram encoded, Latency latency) {
      if (!encoded.isEmpty()) {
        histogram().add(encoded);
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

    void giveBack() {
      if (histogram != null) {
        histogram.clear();
        free.addLast(histogram);
      }
    }
  }

  private final class OperationSum {
    private final Sum successes = new Sum();
    private final Sum failures = new Sum();

    OperationFigures figures(String name, boolean encoded) {
      return new OperationFigures(
          name,
          successes.latency(),
          failures.latency(),
          encoded ? successes.encode() : EncodedHistogram.EMPTY,
          encoded ? failures.encode() : EncodedHistogram.EMPTY);
    }
  }

  /**
   * Merges the figures of several stretches of time into one; their lengths add up.
   *
   * @param operation the only operation to merge, or null for all
   * @param encoded whether to keep the histograms, not only what is read from them: encoding one
   *     costs more than merging ten
   */
  public Figures merge(List<Figures> parts, @Nullable String operation, boolean encoded) {
    Map<String, OperationSum> sums = new LinkedHashMap<>();
    long length = 0;
    for (Figures part : parts) {
      length += part.lengthNanos();
      for (OperationFigures figures : part.operations()) {
        if (operation == null || operation.equals(figures.name())) {
          OperationSum sum = sums.computeIfAbsent(figures.name(), name -> new OperationSum());
          sum.successes.add(figures.successes(), figures.latency());
          sum.failures.add(figures.failures(), figures.errorLatency());
        }
      }
    }
    return figures(sums, length, encoded);
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

  private Figures figures(Map<String, OperationSum> sums, long length, boolean encoded) {
    Sum successes = new Sum();
    Sum failures = new Sum();
    List<OperationFigures> operations = new ArrayList<>();
    sums.forEach(
        (name, sum) -> {
          operations.add(sum.figures(name, encoded));
          successes.add(sum.successes);
          failures.add(sum.failures);
          sum.successes.giveBack();
          sum.failures.giveBack();
        });
    Figures figures =
        new Figures(length, successes.latency(), failures.latency(), List.copyOf(operations));
    successes.giveBack();
    failures.giveBack();
    return figures;
  }
}
