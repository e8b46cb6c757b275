package org.benchmonitor.run.export;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.benchmonitor.run.export.MetricSink.Family;
import org.benchmonitor.run.export.MetricSink.Kind;
import org.benchmonitor.run.export.MetricSink.Label;
import org.benchmonitor.run.export.MetricSink.Unit;
import org.benchmonitor.run.histogram.BucketBounds;
import org.benchmonitor.run.histogram.HistogramDecoder;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.model.Corrected;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.Lifetime;
import org.benchmonitor.run.model.MonitorCost;
import org.benchmonitor.run.model.OperationCost;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.SystemFigures;
import org.benchmonitor.run.model.SystemUse;
import org.benchmonitor.run.model.Workers;
import org.benchmonitor.run.thread.Resting;
import org.benchmonitor.run.threshold.Alert;
import org.benchmonitor.run.threshold.Metric;
import org.benchmonitor.run.view.RunView;

/**
 * What engines are told of a JVM: counters over its life, and histograms whose buckets are sums of
 * HdrHistogram's counters; immutable.
 *
 * @param lifetime the counters and histograms
 * @param snapshot not older than these, for all that is of this moment
 * @param scenario what is run, empty if it was not said
 * @param digits of the histograms
 * @param limits of thresholds on latencies, in nanoseconds, which get a bound each
 */
public record Exposition(
    Lifetime lifetime,
    Snapshot snapshot,
    String scenario,
    ServerState server,
    int digits,
    List<Long> limits) {
  private static final double NANOS = 1e9;

  /**
   * That of a JVM.
   *
   * @param lifetime read before this call
   */
  public static Exposition of(Lifetime lifetime, RunView run, ServerState server) {
    String scenario = run.host().scenario();
    List<Long> limits =
        run.judgement().alerts().stream()
            .map(Alert::threshold)
            .filter(one -> one.metric().unit() == Metric.Unit.NANOS)
            .map(one -> Math.round(one.limit()))
            .toList();
    return new Exposition(
        lifetime, run.latest(), scenario == null ? "" : scenario, server, run.digits(), limits);
  }

  /**
   * Hands over all families.
   *
   * @param rest after each operation, if it is time
   * @throws IOException if nobody takes it
   */
  public void writeTo(MetricSink sink, Resting rest) throws IOException {
    new Writer(sink, lifetime.since(), rest).write(this);
  }

  /** One walk over everything. */
  private record Writer(MetricSink sink, Instant since, Resting rest) {
    private void write(Exposition told) throws IOException {
      operations(
          told.lifetime.operations().get().operations(),
          told.digits,
          BucketBounds.of(told.digits, told.limits));
      errors(told.lifetime);
      run(told.snapshot, told.scenario);
      system(told.snapshot.interval().system());
      monitor(told.snapshot, told.server);
    }

    private void operations(List<OperationFigures> operations, int digits, BucketBounds bounds)
        throws IOException {
      counter("bench_operations", Unit.NONE, "Operations that have completed, by outcome.");
      for (OperationFigures one : operations) {
        sink.sample(one.latency().count(), labels(one, false));
        sink.sample(one.errorLatency().count(), labels(one, true));
      }
      family(
          Kind.HISTOGRAM,
          "bench_operation_latency_seconds",
          Unit.SECONDS,
          "Latency of operations, by outcome.");
      LatencyHistogram scratch = new LatencyHistogram(digits);
      try (HistogramDecoder decoder = new HistogramDecoder()) {
        for (OperationFigures one : operations) {
          fill(scratch, one.successes(), decoder);
          sink.histogram(scratch, bounds, labels(one, false));
          fill(scratch, one.failures(), decoder);
          sink.histogram(scratch, bounds, labels(one, true));
          rest.restIfDue();
        }
        corrected(operations, bounds, scratch, decoder);
      }
    }

    /** Where a rule corrects none, there is no such family. */
    private void corrected(
        List<OperationFigures> operations,
        BucketBounds bounds,
        LatencyHistogram scratch,
        HistogramDecoder decoder)
        throws IOException {
      boolean isBegun = false;
      for (OperationFigures one : operations) {
        Corrected corrected = one.corrected();
        if (corrected != null) {
          if (!isBegun) {
            isBegun = true;
            family(
                Kind.HISTOGRAM,
                "bench_operation_corrected_latency_seconds",
                Unit.SECONDS,
                "Latency of successful operations as a rule corrects it, by the kind of the rule.");
          }
          fill(scratch, corrected.histogram(), decoder);
          sink.histogram(
              scratch,
              bounds,
              new Label("operation", one.name()),
              new Label("rule", corrected.rule()));
          rest.restIfDue();
        }
      }
    }

    private static Label[] labels(OperationFigures operation, boolean isError) {
      return new Label[] {
        new Label("operation", operation.name()),
        new Label("outcome", isError ? "error" : "success")
      };
    }

    private static void fill(
        LatencyHistogram scratch, EncodedHistogram encoded, HistogramDecoder decoder) {
      scratch.clear();
      scratch.add(encoded, decoder);
    }

    private void errors(Lifetime lifetime) throws IOException {
      counter("bench_errors", Unit.NONE, "Failed operations by the type of their error.");
      for (Lifetime.ErrorCount one : lifetime.errors()) {
        sink.sample(
            one.count(), new Label("operation", one.operation()), new Label("type", one.type()));
      }
    }

    private void run(Snapshot snapshot, String scenario) throws IOException {
      Workers workers = snapshot.workers();
      gauge(
          "bench_operations_in_flight",
          Unit.NONE,
          "Operations that have begun and not completed.",
          workers.inFlight());
      gauge(
          "bench_operations_in_flight_oldest_seconds",
          Unit.SECONDS,
          "The age of the oldest operation that has not completed.",
          workers.oldestInFlightNanos() / NANOS);
      family(
          Kind.GAUGE, "bench_workers", Unit.NONE, "Threads that call operations, by what they do.");
      sink.sample(workers.active(), new Label("state", "active"));
      sink.sample(workers.idle(), new Label("state", "idle"));
      sink.sample(workers.ended(), new Label("state", "ended"));
      family(Kind.INFO, "bench_run", Unit.NONE, "The current run.");
      sink.sample(
          1,
          new Label("session", snapshot.run().id()),
          new Label("scenario", scenario),
          new Label("phase", snapshot.run().status().text()));
    }

    private void system(SystemFigures system) throws IOException {
      List<SystemFigures.Collector> pausing =
          system.collectors().stream().filter(SystemFigures.Collector::pauses).toList();
      sinceTheJvm(
          "bench_gc_pause_seconds", Unit.SECONDS, "Pauses of garbage collections, by collector.");
      for (SystemFigures.Collector one : pausing) {
        sink.sample(one.millis() / 1e3, new Label("gc", one.name()));
      }
      sinceTheJvm(
          "bench_gc_pauses", Unit.NONE, "How often a garbage collection paused, by collector.");
      for (SystemFigures.Collector one : pausing) {
        sink.sample(one.count(), new Label("gc", one.name()));
      }
      counter(
          "bench_stall_seconds", Unit.SECONDS, "Time in which the JVM or the machine stood still.");
      sink.sample(system.stallNanos() / NANOS);
      counter("bench_stalls", Unit.NONE, "How often the JVM or the machine stood still.");
      sink.sample(system.stallCount());
      SystemUse use = system.use();
      ratio(
          "bench_process_cpu_ratio",
          "Share of all processors that the JVM uses.",
          use.processCpuPercent());
      ratio("bench_machine_cpu_ratio", "Share of all processors in use.", use.machineCpuPercent());
      gauge("bench_processors", Unit.NONE, "Processors that the JVM may use.", system.cores());
      gauge("bench_heap_used_bytes", Unit.BYTES, "Heap in use.", system.heapUsedBytes());
      gauge(
          "bench_heap_committed_bytes",
          Unit.BYTES,
          "Heap that is backed.",
          system.heapCommittedBytes());
      if (system.heapMaxBytes() > 0) {
        gauge("bench_heap_max_bytes", Unit.BYTES, "The greatest heap.", system.heapMaxBytes());
      }
      if (system.liveThreads() >= 0) {
        gauge("bench_threads", Unit.NONE, "Threads that live.", system.liveThreads());
      }
      if (system.uptimeMillis() >= 0) {
        gauge(
            "bench_uptime_seconds",
            Unit.SECONDS,
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
            Unit.SECONDS,
            "What the monitor adds to an operation, as measured at the start.",
            measured.nanosPerOperation() / NANOS);
      }
      ratio(
          "bench_monitor_cpu_ratio",
          "Share of one processor that the monitor's threads use.",
          snapshot.interval().system().use().agentCpuPercent());
      family(
          Kind.GAUGE, "bench_monitor_memory_bytes", Unit.BYTES, "What the monitor holds, by part.");
      Map<String, Long> parts = new TreeMap<>();
      cost.memory().parts().forEach(part -> parts.put(part.name(), part.bytes()));
      for (Map.Entry<String, Long> part : parts.entrySet()) {
        sink.sample(part.getValue(), new Label("part", part.getKey()));
      }
      monitorCounter(
          "suppressed", "Failures of the probe that were kept from the host.", cost.suppressed());
      monitorCounter(
          "lost", "Calls that may be missing: there was no room for the probe.", cost.lost());
      monitorCounter(
          "clamped",
          "Durations that were brought into the range of the histograms.",
          cost.clamped());
      monitorCounter(
          "stream_dropped", "Messages that slow clients have missed.", server.streamDropped());
    }

    private void monitorCounter(String what, String help, long value) throws IOException {
      counter("bench_monitor_" + what, Unit.NONE, help);
      sink.sample(value);
    }

    private void counter(String name, Unit unit, String help) throws IOException {
      family(Kind.COUNTER, name, unit, help);
    }

    /** A counter that began with the JVM, at a time that nobody has kept. */
    private void sinceTheJvm(String name, Unit unit, String help) throws IOException {
      sink.family(new Family(Kind.COUNTER, name, unit, help, null));
    }

    private void gauge(String name, Unit unit, String help, long value) throws IOException {
      family(Kind.GAUGE, name, unit, help);
      sink.sample(value);
    }

    private void gauge(String name, Unit unit, String help, double value) throws IOException {
      family(Kind.GAUGE, name, unit, help);
      sink.sample(value);
    }

    /** One that is not known has no sample. */
    private void ratio(String name, String help, double percent) throws IOException {
      if (percent >= 0) {
        gauge(name, Unit.RATIO, help, percent / 100);
      }
    }

    private void family(Kind kind, String name, Unit unit, String help) throws IOException {
      boolean counts = kind == Kind.COUNTER || kind == Kind.HISTOGRAM;
      sink.family(new Family(kind, name, unit, help, counts ? since : null));
    }
  }
}
