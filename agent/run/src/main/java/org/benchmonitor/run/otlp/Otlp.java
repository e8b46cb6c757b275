package org.benchmonitor.run.otlp;

/**
 * The numbers of the fields of OTLP's messages, from {@code
 * opentelemetry/proto/metrics/v1/metrics.proto} and its neighbours. Stateless.
 */
final class Otlp {
  /** {@code ExportMetricsServiceRequest}. */
  static final int RESOURCE_METRICS = 1;

  /** {@code ResourceMetrics}. */
  static final int RESOURCE = 1;

  static final int SCOPE_METRICS = 2;

  /** {@code Resource}. */
  static final int ATTRIBUTES = 1;

  /** {@code ScopeMetrics}. */
  static final int SCOPE = 1;

  static final int METRICS = 2;

  /** {@code InstrumentationScope}. */
  static final int SCOPE_NAME = 1;

  static final int SCOPE_VERSION = 2;

  /** {@code Metric}. */
  static final int NAME = 1;

  static final int DESCRIPTION = 2;
  static final int UNIT = 3;
  static final int GAUGE = 5;
  static final int SUM = 7;
  static final int HISTOGRAM = 9;

  /** {@code Gauge}, {@code Sum} and {@code Histogram}. */
  static final int DATA_POINTS = 1;

  static final int TEMPORALITY = 2;
  static final int CUMULATIVE = 2;
  static final int MONOTONIC = 3;

  /** {@code NumberDataPoint} and {@code HistogramDataPoint}. */
  static final int START = 2;

  static final int TIME = 3;
  static final int AS_DOUBLE = 4;
  static final int AS_INT = 6;
  static final int NUMBER_ATTRIBUTES = 7;
  static final int COUNT = 4;
  static final int TOTAL = 5;
  static final int BUCKET_COUNTS = 6;
  static final int BOUNDS = 7;
  static final int HISTOGRAM_ATTRIBUTES = 9;

  /** {@code KeyValue}. */
  static final int KEY = 1;

  static final int VALUE = 2;

  /** {@code AnyValue}. */
  static final int STRING_VALUE = 1;

  static final int INT_VALUE = 3;

  /** {@code ExportMetricsServiceResponse} and its {@code ExportMetricsPartialSuccess}. */
  static final int PARTIAL_SUCCESS = 1;

  static final int REJECTED = 1;
  static final int REJECTED_WHY = 2;

  /** {@code google.rpc.Status}, the body of an answer that refuses. */
  static final int STATUS_MESSAGE = 2;

  private Otlp() {}

  /** A text with a name. */
  static void attribute(ProtobufWriter writer, int field, String key, String text) {
    int pair = writer.begin(field);
    writer.text(KEY, key);
    int value = writer.begin(VALUE);
    writer.text(STRING_VALUE, text);
    writer.end(value);
    writer.end(pair);
  }
}
