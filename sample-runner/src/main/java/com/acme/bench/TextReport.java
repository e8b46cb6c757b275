package com.acme.bench;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Function;

/**
 * The report for people. Without timings it holds only what a second run with the same settings
 * counts again, provided that these name a number of operations and no warm-up.
 */
final class TextReport {
  private static final String COUNTS = "%-10s %12s %12s %12s%n";
  private static final String TIMES = "%-10s %10s %10s %10s %10s %10s %10s %10s %10s%n";

  private final PrintWriter out;
  private final boolean timings;

  TextReport(PrintWriter out, boolean timings) {
    this.out = out;
    this.timings = timings;
  }

  void begin(ConfigReport config) {
    out.printf(
        Locale.ROOT,
        "Running %s on %d %s worker(s): mix %s, rate %s, error rate %s, database %s, seed %d%n",
        config.length(),
        config.workers(),
        config.threads(),
        config.mix(),
        config.rate() == 0 ? "unlimited" : config.rate() + "/s",
        config.errorRate(),
        config.db(),
        config.seed());
    out.flush();
  }

  void end(RunReport report) {
    if (report.config().warmupMs() > 0) {
      phase("Warm-up", report.warmup());
    }
    phase("Measured", report.measured());
    out.printf(Locale.ROOT, "%nRun %s%n", report.ended());
    out.flush();
  }

  private void phase(String name, PhaseReport phase) {
    out.printf(Locale.ROOT, "%n%s%n", name);
    if (timings) {
      out.printf(
          Locale.ROOT,
          "%.1f ms, %.1f operations/s%n",
          phase.elapsedMs(),
          phase.operationsPerSecond());
    }
    out.printf(Locale.ROOT, COUNTS, "operation", "count", "succeeded", "failed");
    phase.operations().forEach((type, operation) -> counts(type.toString(), operation));
    counts("total", phase.total());
    if (!phase.total().errors().isEmpty()) {
      errors(phase);
    }
    if (timings) {
      times("Latency of successful calls", phase, OperationReport::successLatencyMs);
      times("Latency of failed calls", phase, OperationReport::failureLatencyMs);
      times("Response time from when calls were due", phase, OperationReport::responseMs);
    }
  }

  private void counts(String name, OperationReport operation) {
    out.printf(
        Locale.ROOT, COUNTS, name, operation.count(), operation.succeeded(), operation.failed());
  }

  private void errors(PhaseReport phase) {
    out.printf(Locale.ROOT, "Errors%n");
    phase
        .operations()
        .forEach(
            (type, operation) ->
                operation
                    .errors()
                    .forEach(
                        (error, count) ->
                            out.printf(Locale.ROOT, "%-10s %12d %s%n", type, count, error)));
  }

  private void times(
      String title, PhaseReport phase, Function<OperationReport, LatencyReport> kind) {
    if (kind.apply(phase.total()).count() == 0) {
      return;
    }
    out.printf(Locale.ROOT, "%s in ms%n", title);
    out.printf(
        Locale.ROOT, TIMES, "operation", "min", "mean", "p50", "p90", "p95", "p99", "p99.9", "max");
    phase.operations().forEach((type, operation) -> times(type.toString(), kind.apply(operation)));
    times("total", kind.apply(phase.total()));
  }

  private void times(String name, LatencyReport latency) {
    if (latency.count() == 0) {
      return;
    }
    out.printf(
        Locale.ROOT,
        TIMES,
        name,
        millis(latency.min()),
        millis(latency.mean()),
        millis(latency.p50()),
        millis(latency.p90()),
        millis(latency.p95()),
        millis(latency.p99()),
        millis(latency.p999()),
        millis(latency.max()));
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
