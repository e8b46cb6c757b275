package org.benchmonitor.run.threshold;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.benchmonitor.run.histogram.HistogramDecoder;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.SystemUse;
import org.jspecify.annotations.Nullable;

/**
 * The last intervals of a run that are as long as a window together, or all of them, merged
 * exactly. One thread.
 *
 * <p>An interval is added once and taken out once, however long the window is.
 */
final class Window {
  private final @Nullable String operation;
  private final long nanos;
  private final LatencyHistogram all;
  private final LatencyHistogram one;
  private final Deque<Part> parts = new ArrayDeque<>();
  private Part sum = Part.NONE;

  /** The extremes of what was filled last. */
  private long lowest;

  private long highest;

  /** What one interval has, or several have together. */
  private record Part(
      @Nullable Figures figures,
      long nanos,
      long measuredNanos,
      long calls,
      long errors,
      long minNanos,
      long maxNanos,
      double cpuNanos,
      long cpuKnownNanos,
      long collectionMillis,
      long longestStallNanos,
      long inFlight,
      double heapPercent) {
    static final Part NONE = new Part(null, 0, 0, 0, 0, Long.MAX_VALUE, 0, 0, 0, 0, 0, 0, 0);
  }

  /**
   * Makes an empty one.
   *
   * @param operation the only one, or null for all
   * @param length null for the whole run
   */
  Window(@Nullable String operation, @Nullable Duration length, int digits) {
    this.operation = operation;
    this.nanos = length == null ? Long.MAX_VALUE : length.toNanos();
    this.all = new LatencyHistogram(digits);
    this.one = new LatencyHistogram(digits);
  }

  /** Adds the next interval, and takes out those that are older than the window. */
  void add(Interval interval, HistogramDecoder decoder) {
    Figures figures = interval.figures();
    fill(figures, decoder);
    all.add(one);
    Part part = part(interval, figures);
    if (nanos == Long.MAX_VALUE) {
      sum = plus(sum, part);
      return;
    }
    parts.addLast(part);
    long length = sum.nanos + part.nanos;
    while (length - parts.getFirst().nanos >= nanos) {
      Part oldest = parts.removeFirst();
      length -= oldest.nanos;
      fill(Objects.requireNonNull(oldest.figures), decoder);
      all.subtract(one);
    }
    sum = Part.NONE;
    for (Part left : parts) {
      sum = plus(sum, left);
    }
    all.narrow(sum.minNanos, sum.maxNanos);
  }

  private void fill(Figures figures, HistogramDecoder decoder) {
    one.clear();
    lowest = Long.MAX_VALUE;
    highest = 0;
    for (OperationFigures each : figures.operations()) {
      if (operation == null || operation.equals(each.name())) {
        EncodedHistogram successes = each.successes();
        if (!successes.isEmpty()) {
          one.add(successes, decoder);
          one.widen(each.latency().minNanos(), each.latency().maxNanos());
          lowest = Math.min(lowest, each.latency().minNanos());
          highest = Math.max(highest, each.latency().maxNanos());
        }
      }
    }
  }

  private Part part(Interval interval, Figures figures) {
    long calls = figures.count();
    long errors = figures.errors();
    if (operation != null) {
      OperationFigures only = OperationFigures.in(figures, operation);
      calls = only.count();
      errors = only.errors();
    }
    SystemUse use = interval.system().use();
    long length = interval.nanos();
    long most = interval.system().heapMaxBytes();
    boolean hasCpu = use.processCpuPercent() >= 0;
    return new Part(
        nanos < Long.MAX_VALUE ? figures : null,
        length,
        figures.lengthNanos(),
        calls,
        errors,
        lowest,
        highest,
        hasCpu ? use.processCpuPercent() * length : 0,
        hasCpu ? length : 0,
        Math.max(0, use.collectionMillis()),
        use.longestStallNanos(),
        interval.inFlight(),
        most > 0 ? 100.0 * use.heapUsedBytes() / most : 0);
  }

  private static Part plus(Part one, Part other) {
    return new Part(
        null,
        one.nanos + other.nanos,
        one.measuredNanos + other.measuredNanos,
        one.calls + other.calls,
        one.errors + other.errors,
        Math.min(one.minNanos, other.minNanos),
        Math.max(one.maxNanos, other.maxNanos),
        one.cpuNanos + other.cpuNanos,
        one.cpuKnownNanos + other.cpuKnownNanos,
        one.collectionMillis + other.collectionMillis,
        Math.max(one.longestStallNanos, other.longestStallNanos),
        Math.max(one.inFlight, other.inFlight),
        Math.max(one.heapPercent, other.heapPercent));
  }

  /** Whether the intervals are as long as the window; a window of the whole run never lacks any. */
  boolean isFull() {
    return nanos == Long.MAX_VALUE ? sum.nanos > 0 : sum.nanos >= nanos;
  }

  /** The time without pauses that rates are divided by. */
  long measuredNanos() {
    return sum.measuredNanos;
  }

  long calls() {
    return sum.calls;
  }

  long successes() {
    return all.count();
  }

  /** The histogram of the successful calls. */
  LatencyHistogram latencies() {
    return all;
  }

  /**
   * The value of a metric, in its unit; NaN where there is none.
   *
   * @param last the interval that was added last, whose gauges are those of now
   */
  double value(Metric metric, Interval last) {
    boolean isNow = nanos == Long.MAX_VALUE;
    return switch (metric.kind()) {
      case QUANTILE -> all.count() == 0 ? Double.NaN : all.valueAtPercentile(metric.percentile());
      case MEAN -> all.count() == 0 ? Double.NaN : all.latency().meanNanos();
      case MAX -> all.count() == 0 ? Double.NaN : all.latency().maxNanos();
      case THROUGHPUT -> sum.measuredNanos == 0 ? Double.NaN : sum.calls * 1e9 / sum.measuredNanos;
      case ERRORS -> sum.errors;
      case ERROR_SHARE -> sum.calls == 0 ? Double.NaN : 100.0 * sum.errors / sum.calls;
      case IN_FLIGHT -> isNow ? last.inFlight() : sum.inFlight;
      case CPU -> sum.cpuKnownNanos == 0 ? Double.NaN : sum.cpuNanos / sum.cpuKnownNanos;
      case HEAP -> heap(isNow ? last : null);
      case GC -> sum.nanos == 0 ? Double.NaN : 100e6 * sum.collectionMillis / sum.nanos;
      case STALL -> sum.longestStallNanos;
      case STUCK -> Double.NaN;
    };
  }

  private double heap(@Nullable Interval now) {
    if (now == null) {
      return sum.heapPercent == 0 ? Double.NaN : sum.heapPercent;
    }
    long most = now.system().heapMaxBytes();
    return most > 0 ? 100.0 * now.system().use().heapUsedBytes() / most : Double.NaN;
  }
}
