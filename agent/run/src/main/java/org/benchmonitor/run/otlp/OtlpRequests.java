package org.benchmonitor.run.otlp;

import java.io.IOException;
import java.time.Instant;
import org.benchmonitor.run.export.Exposition;
import org.benchmonitor.run.export.MetricSink;
import org.benchmonitor.run.histogram.BucketBounds;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.thread.Resting;
import org.jspecify.annotations.Nullable;

/**
 * Metrics as requests of OTLP: cumulative, with explicit bounds. One thread.
 *
 * <p>What does not fit into one request goes on in the next, so that no host has to hold all of it
 * at once. The points of a family may be in several; each is whole.
 */
public final class OtlpRequests implements MetricSink {
  /** A request is full with the point that makes it longer than this. */
  static final int FULL_BYTES = 256 << 10;

  private static final String SCOPE = "bench-monitor";
  private static final double NANOS = 1e9;

  /** Takes the requests, each by one call. */
  public interface Receiver {
    /** Takes a whole {@code ExportMetricsServiceRequest}. */
    void take(byte[] request) throws IOException;
  }

  private final OtlpOrigin origin;
  private final long nowNanos;
  private final Receiver receiver;
  private final ProtobufWriter writer = new ProtobufWriter();
  private @Nullable Family family;

  /** Where the messages began that are open; 0 where none is. */
  private int resourceMetrics;

  private int scopeMetrics;
  private int metric;
  private int data;

  private OtlpRequests(OtlpOrigin origin, Instant now, Receiver receiver) {
    this.origin = origin;
    this.nowNanos = nanos(now);
    this.receiver = receiver;
  }

  /**
   * Writes all metrics of a JVM.
   *
   * @param now the time of all points
   * @param rest between the operations
   * @throws IOException what the receiver throws
   */
  public static void write(
      Exposition exposition, OtlpOrigin origin, Instant now, Resting rest, Receiver receiver)
      throws IOException {
    OtlpRequests requests = new OtlpRequests(origin, now, receiver);
    exposition.writeTo(requests, rest);
    requests.endRequest();
  }

  @Override
  public void family(Family next) {
    endMetric();
    family = next;
  }

  @Override
  public void sample(long value, Label... labels) throws IOException {
    int point = beginPoint(Otlp.NUMBER_ATTRIBUTES, labels);
    writer.fixed(Otlp.AS_INT, value);
    endPoint(point);
  }

  @Override
  public void sample(double value, Label... labels) throws IOException {
    int point = beginPoint(Otlp.NUMBER_ATTRIBUTES, labels);
    writer.fixed(Otlp.AS_DOUBLE, value);
    endPoint(point);
  }

  @Override
  public void histogram(LatencyHistogram latencies, BucketBounds bounds, Label... labels)
      throws IOException {
    int point = beginPoint(Otlp.HISTOGRAM_ATTRIBUTES, labels);
    writer.fixed(Otlp.COUNT, latencies.count());
    writer.fixed(Otlp.TOTAL, latencies.sumNanos() / NANOS);
    int counts = writer.begin(Otlp.BUCKET_COUNTS);
    long below = 0;
    for (long upTo : latencies.countsUpTo(bounds)) {
      writer.fixed(upTo - below);
      below = upTo;
    }
    writer.fixed(latencies.count() - below);
    writer.end(counts);
    int edges = writer.begin(Otlp.BOUNDS);
    for (int i = 0; i < bounds.size(); i++) {
      writer.fixed(bounds.nanos(i) / NANOS);
    }
    writer.end(edges);
    endPoint(point);
  }

  private int beginPoint(int attributes, Label... labels) {
    Family current = family;
    if (current == null) {
      throw new IllegalStateException("a sample before its family");
    }
    if (metric == 0) {
      beginMetric(current);
    }
    int point = writer.begin(Otlp.DATA_POINTS);
    for (Label label : labels) {
      Otlp.attribute(writer, attributes, label.name(), label.value());
    }
    Instant since = current.since();
    if (since != null) {
      writer.fixed(Otlp.START, nanos(since));
    }
    writer.fixed(Otlp.TIME, nowNanos);
    return point;
  }

  private void endPoint(int point) throws IOException {
    writer.end(point);
    if (writer.size() >= FULL_BYTES) {
      endRequest();
    }
  }

  private void beginMetric(Family current) {
    if (resourceMetrics == 0) {
      beginRequest();
    }
    metric = writer.begin(Otlp.METRICS);
    writer.text(Otlp.NAME, name(current));
    writer.text(Otlp.DESCRIPTION, current.help());
    writer.text(Otlp.UNIT, unit(current.unit()));
    data = writer.begin(field(current.kind()));
  }

  /** As {@code /metrics} has it, whose {@code _total} the engines append themselves. */
  private static String name(Family current) {
    return current.kind() == Kind.INFO ? current.name() + "_info" : current.name();
  }

  /** By the Unified Code for Units of Measure. */
  private static String unit(Unit unit) {
    return switch (unit) {
      case NONE -> "";
      case SECONDS -> "s";
      case BYTES -> "By";
      case RATIO -> "1";
    };
  }

  private static int field(Kind kind) {
    return switch (kind) {
      case COUNTER -> Otlp.SUM;
      case HISTOGRAM -> Otlp.HISTOGRAM;
      case GAUGE, INFO -> Otlp.GAUGE;
    };
  }

  private void endMetric() {
    Family current = family;
    if (metric == 0 || current == null) {
      return;
    }
    if (field(current.kind()) != Otlp.GAUGE) {
      writer.number(Otlp.TEMPORALITY, Otlp.CUMULATIVE);
    }
    if (current.kind() == Kind.COUNTER) {
      writer.number(Otlp.MONOTONIC, 1);
    }
    writer.end(data);
    writer.end(metric);
    metric = 0;
  }

  private void beginRequest() {
    resourceMetrics = writer.begin(Otlp.RESOURCE_METRICS);
    origin.writeTo(writer, Otlp.RESOURCE);
    scopeMetrics = writer.begin(Otlp.SCOPE_METRICS);
    int scope = writer.begin(Otlp.SCOPE);
    writer.text(Otlp.SCOPE_NAME, SCOPE);
    writer.text(Otlp.SCOPE_VERSION, origin.version());
    writer.end(scope);
  }

  private void endRequest() throws IOException {
    endMetric();
    if (resourceMetrics == 0) {
      return;
    }
    writer.end(scopeMetrics);
    writer.end(resourceMetrics);
    resourceMetrics = 0;
    byte[] request = writer.copy();
    writer.clear();
    receiver.take(request);
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000L + time.getNano();
  }
}
