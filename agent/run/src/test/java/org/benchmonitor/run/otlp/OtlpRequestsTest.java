package org.benchmonitor.run.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.benchmonitor.run.export.Exposition;
import org.benchmonitor.run.export.Pieces;
import org.benchmonitor.run.export.PrometheusText;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.Lifetime;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.thread.Pace;
import org.benchmonitor.run.thread.Resting;
import org.benchmonitor.run.thread.Rests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is pushed, read by the official classes, is what {@code /metrics} has. */
class OtlpRequestsTest {
  private static final Instant SINCE = Instant.parse("2026-01-18T15:30:40.120000003Z");
  private static final Instant NOW = Instant.parse("2026-01-18T15:30:50.000000009Z");
  private static final OtlpOrigin ORIGIN =
      new OtlpOrigin("mixed", "bench-7:42", "bench-7", 42, Map.of("version", "2.1"), "0.1");

  private static Exposition exposition(OperationFigures... operations) {
    return new Exposition(
        new Lifetime(
            SINCE,
            Snapshots.figures(0, operations),
            List.of(new Lifetime.ErrorCount("read", "java.io.IOException", 3))),
        Snapshots.running(),
        "mixed",
        ServerState.NONE,
        2,
        List.of(42_000_000L));
  }

  private static List<byte[]> requests(Exposition exposition) throws IOException {
    List<byte[]> requests = new ArrayList<>();
    OtlpRequests.write(exposition, ORIGIN, NOW, Resting.NEVER, requests::add);
    return requests;
  }

  private static ResourceMetrics read(byte[] request) throws InvalidProtocolBufferException {
    ExportMetricsServiceRequest read = ExportMetricsServiceRequest.parseFrom(request);
    assertThat(read.getUnknownFields().asMap()).isEmpty();
    assertThat(read.getResourceMetricsCount()).isEqualTo(1);
    assertThat(read.getResourceMetrics(0).getScopeMetricsCount()).isEqualTo(1);
    return read.getResourceMetrics(0);
  }

  private static String text(List<KeyValue> attributes) {
    StringBuilder text = new StringBuilder();
    for (KeyValue one : attributes) {
      text.append(text.length() == 0 ? "{" : ",").append(one.getKey()).append("=\"");
      text.append(one.getValue().getStringValue()).append('"');
    }
    return text.length() == 0 ? "" : text.append('}').toString();
  }

  private static String with(String attributes, String label) {
    return attributes.substring(0, attributes.length() - 1) + "," + label + "}";
  }

  /** The samples that an engine makes of it, by the rules of Prometheus for OTLP. */
  private static void addSamples(Metric metric, Map<String, Double> samples) {
    switch (metric.getDataCase()) {
      case SUM -> {
        assertThat(metric.getSum().getIsMonotonic()).isTrue();
        assertThat(metric.getSum().getAggregationTemporality())
            .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        metric.getSum().getDataPointsList().forEach(point -> add(metric, "_total", point, samples));
      }
      case GAUGE ->
          metric.getGauge().getDataPointsList().forEach(point -> add(metric, "", point, samples));
      case HISTOGRAM -> {
        assertThat(metric.getHistogram().getAggregationTemporality())
            .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        metric.getHistogram().getDataPointsList().forEach(point -> add(metric, point, samples));
      }
      default -> throw new AssertionError(metric);
    }
  }

  private static void add(
      Metric metric, String suffix, NumberDataPoint point, Map<String, Double> samples) {
    assertThat(point.getTimeUnixNano()).isEqualTo(nanos(NOW));
    double value = point.hasAsInt() ? point.getAsInt() : point.getAsDouble();
    samples.put(metric.getName() + suffix + text(point.getAttributesList()), value);
  }

  private static void add(Metric metric, HistogramDataPoint point, Map<String, Double> samples) {
    assertThat(point.getTimeUnixNano()).isEqualTo(nanos(NOW));
    assertThat(point.getStartTimeUnixNano()).isEqualTo(nanos(SINCE));
    assertThat(point.getBucketCountsCount()).isEqualTo(point.getExplicitBoundsCount() + 1);
    String labels = text(point.getAttributesList());
    long upTo = 0;
    for (int i = 0; i < point.getBucketCountsCount(); i++) {
      upTo += point.getBucketCounts(i);
      boolean isLast = i == point.getExplicitBoundsCount();
      String bound = isLast ? "+Inf" : Double.toString(point.getExplicitBounds(i));
      samples.put(
          metric.getName() + "_bucket" + with(labels, "le=\"" + bound + "\""), (double) upTo);
    }
    assertThat(upTo).isEqualTo(point.getCount());
    samples.put(metric.getName() + "_count" + labels, (double) point.getCount());
    samples.put(metric.getName() + "_sum" + labels, point.getSum());
  }

  private static long nanos(Instant time) {
    return Duration.between(Instant.EPOCH, time).toNanos();
  }

  /** Those of the text, with the bounds as numbers. */
  private static Map<String, Double> scraped(Exposition exposition) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Pieces pieces = new Pieces(out, new Pace(Rests.NEVER));
    PrometheusText.write(PrometheusText.Form.PROMETHEUS, exposition, pieces);
    pieces.flush();
    Map<String, Double> samples = new TreeMap<>();
    for (String line : out.toString(StandardCharsets.UTF_8).split("\n", -1)) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        int blank = line.lastIndexOf(' ');
        samples.put(
            boundAsNumber(line.substring(0, blank)), Double.valueOf(line.substring(blank + 1)));
      }
    }
    return samples;
  }

  private static String boundAsNumber(String series) {
    int le = series.indexOf("le=\"");
    if (le < 0 || series.contains("le=\"+Inf\"")) {
      return series;
    }
    int end = series.indexOf('"', le + 4);
    return series.substring(0, le + 4)
        + Double.valueOf(series.substring(le + 4, end))
        + series.substring(end);
  }

  @Test
  void everySampleIsTheOneOfTheText() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 20; round++) {
      long[] nanos =
          LongStream.range(0, random.nextInt(200))
              .map(i -> 1 + (long) Math.exp(random.nextDouble() * Math.log(3.6e12)))
              .toArray();
      Exposition told =
          exposition(
              Snapshots.operation("read", random.nextInt(5), nanos),
              OperationFigures.none("write"));
      List<byte[]> requests = requests(told);
      assertThat(requests).hasSize(1);
      Map<String, Double> pushed = new TreeMap<>();
      for (Metric metric : read(requests.get(0)).getScopeMetrics(0).getMetricsList()) {
        addSamples(metric, pushed);
      }
      Map<String, Double> scraped = scraped(told);
      assertThat(pushed.keySet()).isEqualTo(scraped.keySet());
      pushed.forEach(
          (series, value) ->
              assertThat(value).as(series).isCloseTo(scraped.get(series), within(value)));
    }
  }

  /** The text has 15 digits of what is no whole number. */
  private static Offset<Double> within(double value) {
    return Offset.offset(value == Math.rint(value) ? 0.0 : Math.abs(value) * 1e-14);
  }

  @Test
  void theResourceTellsWhoSendsIt() throws IOException {
    ResourceMetrics read = read(requests(exposition(OperationFigures.none("a"))).get(0));
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (KeyValue one : read.getResource().getAttributesList()) {
      attributes.put(
          one.getKey(),
          one.getValue().hasIntValue()
              ? (Object) one.getValue().getIntValue()
              : one.getValue().getStringValue());
    }
    assertThat(attributes)
        .containsExactly(
            Map.entry("service.name", "mixed"),
            Map.entry("service.instance.id", "bench-7:42"),
            Map.entry("host.name", "bench-7"),
            Map.entry("process.pid", 42L),
            Map.entry("bench.tag.version", "2.1"));
    assertThat(read.getScopeMetrics(0).getScope().getName()).isEqualTo("bench-monitor");
    assertThat(read.getScopeMetrics(0).getScope().getVersion()).isEqualTo("0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "mixed, com.acme.Main, mixed",
    ", com.acme.Main, com.acme.Main",
    ", /opt/load/runner.jar, runner.jar",
    ", C:\\load\\runner.jar, runner.jar",
    ", '', unknown_service:java",
  })
  void theServiceIsTheScenarioOrTheProgram(String scenario, String started, String service) {
    HostFacts host =
        new HostFacts(
            "0.1", 42, "", "", "", started, null, null, scenario, Duration.ofSeconds(1), true);
    OtlpOrigin origin = OtlpOrigin.of(RunHeader.of(host, 2), "");
    assertThat(origin.service()).isEqualTo(service);
    assertThat(origin.instance()).isEqualTo("localhost:42");
  }

  @Test
  void countersHaveABeginAndAUnit() throws IOException {
    Map<String, Metric> byName = new TreeMap<>();
    for (Metric metric :
        read(requests(exposition(Snapshots.operation("read", 1, 5_000))).get(0))
            .getScopeMetrics(0)
            .getMetricsList()) {
      assertThat(byName.put(metric.getName(), metric)).isNull();
      assertThat(metric.getDescription()).isNotEmpty();
    }
    Metric operations = byName.get("bench_operations");
    assertThat(operations.getSum().getDataPoints(0).getStartTimeUnixNano()).isEqualTo(nanos(SINCE));
    assertThat(byName.get("bench_gc_pauses").getSum().getDataPoints(0).getStartTimeUnixNano())
        .as("nobody knows when it began")
        .isZero();
    assertThat(byName.get("bench_run_info").getGauge().getDataPoints(0).getAsInt()).isEqualTo(1);
    assertThat(byName.get("bench_operation_latency_seconds").getUnit()).isEqualTo("s");
    assertThat(byName.get("bench_heap_used_bytes").getUnit()).isEqualTo("By");
    assertThat(byName.get("bench_process_cpu_ratio").getUnit()).isEqualTo("1");
    assertThat(operations.getUnit()).isEmpty();
  }

  /** No host has to hold all of it at once. */
  @Test
  void manyOperationsAreInSeveralRequests() throws IOException {
    OperationFigures[] operations =
        IntStream.range(0, 700)
            .mapToObj(i -> Snapshots.operation("operation-" + i, 1, 1_000 + i))
            .toArray(OperationFigures[]::new);
    Exposition told = exposition(operations);
    List<byte[]> requests = requests(told);
    assertThat(requests).hasSizeGreaterThan(3);
    Map<String, Double> pushed = new TreeMap<>();
    for (byte[] request : requests) {
      assertThat(request.length).isLessThan(OtlpRequests.FULL_BYTES + (8 << 10));
      ResourceMetrics read = read(request);
      assertThat(read.getResource().getAttributes(0).getKey()).isEqualTo("service.name");
      for (Metric metric : read.getScopeMetrics(0).getMetricsList()) {
        int before = pushed.size();
        addSamples(metric, pushed);
        assertThat(pushed.size()).as("none without a sample, none twice").isGreaterThan(before);
      }
    }
    assertThat(pushed.keySet()).isEqualTo(scraped(told).keySet());
  }

  @Test
  void hostileNamesAreAttributes() throws IOException {
    String name = "a\"b\\c\nd\u2028e\ud800\ud83d\ude00";
    ResourceMetrics read = read(requests(exposition(Snapshots.operation(name, 0, 5))).get(0));
    Metric operations = read.getScopeMetrics(0).getMetrics(0);
    assertThat(operations.getSum().getDataPoints(0).getAttributes(0).getValue().getStringValue())
        .isEqualTo("a\"b\\c\nd\u2028e?\ud83d\ude00");
  }

  @Test
  void whatTheReceiverThrowsEndsIt() {
    assertThatThrownBy(
            () ->
                OtlpRequests.write(
                    exposition(OperationFigures.none("a")),
                    ORIGIN,
                    NOW,
                    Resting.NEVER,
                    request -> {
                      throw new IOException("full");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("full");
  }
}
