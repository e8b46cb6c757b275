package org.benchmonitor.it;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** Takes what is pushed by OTLP, reads it with the official classes, and answers as it is told. */
final class OtlpReceiver implements AutoCloseable {
  /** A token that only the receiver and the host know. */
  static final String TOKEN = "Bearer the-token-of-the-collector";

  static final String PATH = "/path-of-the-collector";

  static final String QUERY = "?key=key-of-the-collector";

  private final List<ResourceMetrics> taken = new CopyOnWriteArrayList<>();
  private final ExecutorService handlers = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile int answer = 200;

  private OtlpReceiver(HttpServer server) {
    this.server = server;
    server.setExecutor(handlers);
    server.createContext("/", this::take);
    server.start();
  }

  static OtlpReceiver start() {
    try {
      return new OtlpReceiver(HttpServer.create(anyPort(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static OtlpReceiver start(SSLContext tls) {
    try {
      HttpsServer server = HttpsServer.create(anyPort(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      return new OtlpReceiver(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean isRight =
          exchange.getRequestMethod().equals("POST")
              && exchange.getRequestURI().toString().equals(PATH + "/v1/metrics" + QUERY)
              && TOKEN.equals(exchange.getRequestHeaders().getFirst("Authorization"))
              && "application/x-protobuf"
                  .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
      int status = isRight ? answer : 400;
      if (status == 200) {
        taken.addAll(read(body));
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private static List<ResourceMetrics> read(byte[] body) throws InvalidProtocolBufferException {
    return ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList();
  }

  /** Answers with another status from now on; takes only with 200. */
  void answer(int status) {
    answer = status;
  }

  /** The options of a host that pushes here. */
  String[] options(String host, String interval) {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return new String[] {
      "otlp=" + scheme + "://" + host + ":" + server.getAddress().getPort() + PATH + "/" + QUERY,
      "otlp_headers='Authorization=" + TOKEN.replace(" ", "%20") + "'",
      "otlp_interval=" + interval
    };
  }

  /** How many requests were taken. */
  int requests() {
    return taken.size();
  }

  /** The attributes of the last request that are texts. */
  Map<String, String> resource() {
    return texts(last().getResource().getAttributesList());
  }

  /** By their own time: one that was aborted may be read after a later one. */
  private ResourceMetrics last() {
    return inOrder().get(taken.size() - 1);
  }

  private List<ResourceMetrics> inOrder() {
    List<ResourceMetrics> all = new ArrayList<>(taken);
    all.sort(Comparator.comparingLong(OtlpReceiver::time));
    return all;
  }

  /** All points of a push have one time; a small push is one request. */
  private static long time(ResourceMetrics metrics) {
    return metrics.getScopeMetrics(0).getMetricsList().stream()
        .filter(metric -> metric.getName().equals("bench_run_info"))
        .mapToLong(metric -> metric.getGauge().getDataPoints(0).getTimeUnixNano())
        .findFirst()
        .orElseThrow();
  }

  /** The calls by operation and outcome, as the latest request has them. */
  Map<String, Long> counts() {
    return taken.isEmpty() ? Map.of() : counts(last());
  }

  /** The same of each request, in order. */
  List<Map<String, Long>> allCounts() {
    List<Map<String, Long>> all = new ArrayList<>();
    inOrder().forEach(one -> all.add(counts(one)));
    return all;
  }

  private static Map<String, Long> counts(ResourceMetrics metrics) {
    Map<String, Long> counts = new TreeMap<>();
    for (Metric metric : metrics.getScopeMetrics(0).getMetricsList()) {
      if (metric.getName().equals("bench_operations")) {
        for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
          Map<String, String> labels = texts(point.getAttributesList());
          counts.put(labels.get("operation") + " " + labels.get("outcome"), point.getAsInt());
        }
      }
    }
    return counts;
  }

  /** The calls of an operation that a histogram of the last request has. */
  long inHistogram(String operation, String outcome) {
    return last().getScopeMetrics(0).getMetricsList().stream()
        .filter(metric -> metric.getName().equals("bench_operation_latency_seconds"))
        .flatMap(metric -> metric.getHistogram().getDataPointsList().stream())
        .filter(
            point ->
                texts(point.getAttributesList())
                    .equals(Map.of("operation", operation, "outcome", outcome)))
        .mapToLong(point -> point.getBucketCountsList().stream().mapToLong(Long::longValue).sum())
        .sum();
  }

  private static Map<String, String> texts(List<KeyValue> attributes) {
    Map<String, String> texts = new TreeMap<>();
    for (KeyValue one : attributes) {
      if (one.getValue().hasStringValue()) {
        texts.put(one.getKey(), one.getValue().getStringValue());
      }
    }
    return texts;
  }

  @Override
  public void close() {
    server.stop(0);
    handlers.shutdownNow();
  }
}
