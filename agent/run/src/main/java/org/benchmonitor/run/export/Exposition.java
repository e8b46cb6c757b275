package org.benchmonitor.run.export;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.benchmonitor.run.histogram.BucketBounds;
import org.benchmonitor.run.histogram.HistogramDecoder;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.Lifetime;
import org.benchmonitor.run.model.MonitorCost;
import org.benchmonitor.run.model.OperationCost;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.SystemFigures;
import org.benchmonitor.run.model.SystemUse;
import org.benchmonitor.run.model.Workers;

/**
 * The text that Prometheus and those like it read: counters over the life of the JVM, and
 * histograms whose buckets are sums of HdrHistogram's counters. Stateless.
 */
public final class Exposition {
  /** The two forms of the text. */
  public enum Form {
    PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private final String contentType;

    Form(String contentType) {
      this.contentType = contentType;
    }

    /** As it is sent. */
    public String contentType() {
      return contentType;
    }
  }

  private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);
  private static final double NANOS = 1e9;
  private static final String SUCCESS = "success";
  private static final String ERROR = "error";

  private final Form form;
  private final Pieces out;
  private final Instant since;

  private Exposition(Form form, Pieces out, Instant since) {
    this.form = form;
    this.out = out;
    this.since = since;
  }

  /**
   * Writes all series.
   *
   * @param lifetime the counters and histograms
   * @param snapshot the latest, for all that is of this moment
   * @param digits of the histograms
   * @param limits of thresholds on latencies, in nanoseconds, which get a bound each
   * @throws IOException if nobody takes it
   */
  public static void write(
      Form form,
      Lifetime lifetime,
      Snapshot snapshot,
      HostFacts host,
      ServerState server,
      int digits,
      Collection<Long> limits,
      Pieces out)
      throws IOException {
    Exposition exposition = new Exposition(form, out, lifetime.since());
    exposition.operations(
        lifetime.operations().get().operations(), digits, BucketBounds.of(digits, limits));
    exposition.errors(lifetime);
    exposition.run(snapshot, host);
    exposition.system(snapshot.interval().system());
    exposition.monitor(snapshot, server);
    if (form == Form.OPEN_METRICS) {
      exposition.line("# EOF");
    }
  }

  private void operations(List<OperationFigures> operations, int digits, BucketBounds bounds)
      throws IOException {
    counter("bench_operations", "", "Operations that have completed, by outcome.");
    for (OperationFigures one : operations) {
      total("bench_operations", labels(one, SUCCESS), one.latency().count());
      total("bench_operations", labels(one, ERROR), one.errorLatency().count());
    }
    String name = "bench_operation_latency_seconds";
    head(name, "histogram", "seconds", "Latency of operations, by outcome.");
    LatencyHistogram scratch = new LatencyHistogram(digits);
    try (HistogramDecoder decoder = new HistogramDecoder()) {
      for (OperationFigures one : operations) {
        LatencyHistogram successes = filled(scratch, one.successes(), decoder);
        histogram(name, labels(one, SUCCESS), successes, bounds);
        LatencyHistogram failures = filled(scratch, one.failures(), decoder);
        histogram(name, labels(one, ERROR), failures, bounds);
        out.restIfDue();
      }
    }
  }

  private static String labels(OperationFigures operation, String outcome) {
    return labels("operation", operation.name(), "outcome", outcome);
  }

  private static LatencyHistogram filled(
      LatencyHistogram scratch, EncodedHistogram encoded, HistogramDecoder decoder) {
    scratch.clear();
    scratch.add(encoded, decoder);
    return scratch;
  }

  private void histogram(
      String name, String labels, LatencyHistogram histogram, BucketBounds bounds)
      throws IOException {
    long[] counts = histogram.countsUpTo(bounds);
    for (int i = 0; i < counts.length; i++) {
      String bound = seconds(bounds.nanos(i));
      sample(name + "_bucket", labels + ",le=\"" + bound + "\"", Long.toString(counts[i]));
    }
    sample(name + "_bucket", labels + ",le=\"+Inf\"", Long.toString(histogram.count()));
    sample(name + "_sum", labels, number(histogram.sumNanos() / NANOS));
    sample(name + "_count", labels, Long.toString(histogram.count()));
    created(name, labels);
  }

  private void errors(Lifetime lifetime) throws IOException {
    counter("bench_errors", "", "Failed operations by the type of their error.");
    for (Lifetime.ErrorCount one : lifetime.errors()) {
      total("bench_errors", labels("operation", one.operation(), "type", one.type()), one.count());
    }
  }

  private void run(Snapshot snapshot, HostFacts host) throws IOException {
    Workers workers = snapshot.workers();
    gauge(
        "bench_operations_in_flight",
        "",
        "Operations that have begun and not completed.",
        workers.inFlight());
    gauge(
        "bench_operations_in_flight_oldest_seconds",
        "seconds",
        "The age of the oldest operation that has not completed.",
        workers.oldestInFlightNanos() / NANOS);
    head("bench_workers", "gauge", "", "Threads that call operations, by what they do.");
    sample("bench_workers", labels("state", "active"), Long.toString(workers.active()));
    sample("bench_workers", labels("state", "idle"), Long.toString(workers.idle()));
    sample("bench_workers", labels("state", "ended"), Long.toString(workers.ended()));
    boolean isInfo = form == Form.OPEN_METRICS;
    head(
        isInfo ? "bench_run" : "bench_run_info", isInfo ? "info" : "gauge", "", "The current run.");
    String scenario = host.scenario();
    sample(
        "bench_run_info",
        labels(
            "session",
            snapshot.run().id(),
            "scenario",
            scenario == null ? "" : scenario,
            "phase",
            snapshot.run().status().text()),
        "1");
  }

  private void system(SystemFigures system) throws IOException {
    // They count since the start of the JVM, so they have no time of creation of their own.
    List<SystemFigures.Collector> pausing =
        system.collectors().stream().filter(SystemFigures.Collector::pauses).toList();
    counter("bench_gc_pause_seconds", "seconds", "Pauses of garbage collections, by collector.");
    for (SystemFigures.Collector one : pausing) {
      sample("bench_gc_pause_seconds_total", labels("gc", one.name()), number(one.millis() / 1e3));
    }
    counter("bench_gc_pauses", "", "How often a garbage collection paused, by collector.");
    for (SystemFigures.Collector one : pausing) {
      sample("bench_gc_pauses_total", labels("gc", one.name()), Long.toString(one.count()));
    }
    counter("bench_stall_seconds", "seconds", "Time in which the JVM or the machine stood still.");
    total("bench_stall_seconds", "", system.stallNanos() / NANOS);
    counter("bench_stalls", "", "How often the JVM or the machine stood still.");
    total("bench_stalls", "", system.stallCount());
    SystemUse use = system.use();
    ratio(
        "bench_process_cpu_ratio",
        "Share of all processors that the JVM uses.",
        use.processCpuPercent());
    ratio("bench_machine_cpu_ratio", "Share of all processors in use.", use.machineCpuPercent());
    gauge("bench_processors", "", "Processors that the JVM may use.", system.cores());
    gauge("bench_heap_used_bytes", "bytes", "Heap in use.", system.heapUsedBytes());
    gauge(
        "bench_heap_committed_bytes", "bytes", "Heap that is backed.", system.heapCommittedBytes());
    if (system.heapMaxBytes() > 0) {
      gauge("bench_heap_max_bytes", "bytes", "The greatest heap.", system.heapMaxBytes());
    }
    if (system.liveThreads() >= 0) {
      gauge("bench_threads", "", "Threads that live.", system.liveThreads());
    }
    if (system.uptimeMillis() >= 0) {
      gauge(
          "bench_uptime_seconds",
          "seconds",
          "Since the start of the JVM.",
          system.uptimeMillis() / 1e3);
    }
  }

  private void monitor(Snapshot snapshot, ServerState server) throws IOException {
    MonitorCost cost = snapshot.cost();
    OperationCost measured = cost.operation();
    if (measured != null) {
      gauge(
          "bench_monitor_operation_cost_seconds",
          "seconds",
          "What the monitor adds to an operation, as measured at the start.",
          measured.nanosPerOperation() / NANOS);
    }
    ratio(
        "bench_monitor_cpu_ratio",
        "Share of one processor that the monitor's threads use.",
        snapshot.interval().system().use().agentCpuPercent());
    head("bench_monitor_memory_bytes", "gauge", "bytes", "What the monitor holds, by part.");
    Map<String, Long> parts = new TreeMap<>();
    cost.memory().parts().forEach(part -> parts.put(part.name(), part.bytes()));
    for (Map.Entry<String, Long> part : parts.entrySet()) {
      sample(
          "bench_monitor_memory_bytes",
          labels("part", part.getKey()),
          Long.toString(part.getValue()));
    }
    monitorCounter(
        "suppressed", "Failures of the probe that were kept from the host.", cost.suppressed());
    monitorCounter(
        "lost", "Calls that may be missing: there was no room for the probe.", cost.lost());
    monitorCounter(
        "clamped", "Durations that were brought into the range of the histograms.", cost.clamped());
    monitorCounter(
        "stream_dropped", "Messages that slow clients have missed.", server.streamDropped());
  }

  private void monitorCounter(String what, String help, long value) throws IOException {
    String name = "bench_monitor_" + what;
    counter(name, "", help);
    total(name, "", value);
  }

  private void counter(String name, String unit, String help) throws IOException {
    // Only OpenMetrics names the family without what its samples end with.
    head(form == Form.OPEN_METRICS ? name : name + "_total", "counter", unit, help);
  }

  private void total(String name, String labels, long value) throws IOException {
    sample(name + "_total", labels, Long.toString(value));
    created(name, labels);
  }

  private void total(String name, String labels, double value) throws IOException {
    sample(name + "_total", labels, number(value));
    created(name, labels);
  }

  private void gauge(String name, String unit, String help, long value) throws IOException {
    head(name, "gauge", unit, help);
    sample(name, "", Long.toString(value));
  }

  private void gauge(String name, String unit, String help, double value) throws IOException {
    head(name, "gauge", unit, help);
    sample(name, "", number(value));
  }

  /** One that is not known has no sample. */
  private void ratio(String name, String help, double percent) throws IOException {
    if (percent >= 0) {
      gauge(name, "", help, percent / 100);
    }
  }

  private void head(String name, String type, String unit, String help) throws IOException {
    line("# HELP " + name + " " + help);
    line("# TYPE " + name + " " + type);
    if (form == Form.OPEN_METRICS && !unit.isEmpty()) {
      line("# UNIT " + name + " " + unit);
    }
  }

  private void created(String name, String labels) throws IOException {
    if (form == Form.OPEN_METRICS) {
      sample(name + "_created", labels, number(since.toEpochMilli() / 1e3));
    }
  }

  private void sample(String name, String labels, String value) throws IOException {
    line(labels.isEmpty() ? name + " " + value : name + "{" + labels + "} " + value);
  }

  private void line(String text) throws IOException {
    out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Names and values in turn. */
  private static String labels(String... pairs) {
    StringBuilder labels = new StringBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      labels.append(i == 0 ? "" : ",").append(pairs[i]).append("=\"");
      escape(pairs[i + 1], labels);
      labels.append('"');
    }
    return labels.toString();
  }

  private static void escape(String text, StringBuilder into) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> into.append("\\\\");
        case '"' -> into.append("\\\"");
        case '\n' -> into.append("\\n");
        default -> into.append(c);
      }
    }
  }

  /** Exact, and always the same text for the same bound. */
  static String seconds(long nanos) {
    return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    BigDecimal rounded = new BigDecimal(value, DIGITS).stripTrailingZeros();
    return rounded.toPlainString();
  }
}
