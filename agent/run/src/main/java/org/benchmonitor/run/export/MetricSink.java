package org.benchmonitor.run.export;

import java.io.IOException;
import java.time.Instant;
import org.benchmonitor.run.histogram.BucketBounds;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.jspecify.annotations.Nullable;

/**
 * Takes metrics and gives them a form. A family comes before its samples, each once; a sample has
 * the labels of its family, always in the same order.
 */
public interface MetricSink {
  /** What the samples of a family are. */
  enum Kind {
    /** Only grows. */
    COUNTER,
    GAUGE,
    /** Counts latencies by their length. */
    HISTOGRAM,
    /** Always 1; its labels are what it tells. */
    INFO
  }

  /** What the values of a family are measured in. */
  enum Unit {
    NONE,
    SECONDS,
    BYTES,
    /** A share of one. */
    RATIO
  }

  /**
   * A family of samples.
   *
   * @param name with its unit, but without what a form appends by its kind
   * @param since when its counting began; null of a gauge, and where it is not known
   */
  record Family(Kind kind, String name, Unit unit, String help, @Nullable Instant since) {}

  /** The name and the value of a label, both any text. */
  record Label(String name, String value) {}

  /** Begins a family. */
  void family(Family family) throws IOException;

  /** A whole number of the family that was begun last. */
  void sample(long value, Label... labels) throws IOException;

  /** A number of the family that was begun last. */
  void sample(double value, Label... labels) throws IOException;

  /** The latencies of one sample of a family of histograms, which are the caller's again later. */
  void histogram(LatencyHistogram latencies, BucketBounds bounds, Label... labels)
      throws IOException;
}
