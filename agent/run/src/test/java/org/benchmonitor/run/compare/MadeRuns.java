package org.benchmonitor.run.compare;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.compare.Sample.Drift;
import org.benchmonitor.run.compare.Sample.Tail;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.RunHeader;

/** Measured runs with figures that a test chooses. */
final class MadeRuns {
  static final String OPERATION = "read";
  static final Instant START = Instant.parse("2026-01-18T15:30:45Z");

  private static final double QUIET = 1e-6;

  private MadeRuns() {}

  static RunHeader header(
      String version, Duration interval, String scenario, List<String> patterns, String cores) {
    return new RunHeader(
        "bench",
        new HostFacts("1", 1, "", "", "", "", null, 8, scenario, interval, true),
        "",
        2,
        patterns,
        List.of(),
        version.isEmpty() ? Map.of() : Map.of("version", version),
        Map.of("cores", cores));
  }

  /** One without a scenario. */
  static RunHeader ofProgram(String mainClass) {
    return new RunHeader(
        "bench",
        new HostFacts("1", 1, "", "", "", mainClass, null, 8, null, Duration.ofSeconds(1), true),
        "",
        2,
        List.of(),
        List.of(),
        Map.of(),
        Map.of());
  }

  static RunHeader header(String version) {
    return header(version, Duration.ofSeconds(1), "mix", List.of("com.acme.Worker#read"), "4");
  }

  /** A sample with enough of everything. */
  static Sample sample(Quantity metric, double value) {
    return new Sample(
        metric.worseness(value),
        metric == Quantity.ERRORS ? 1e-8 : QUIET,
        metric.isQuantile() ? new Tail(1000, 100, 50, 900) : null,
        Drift.NONE,
        null);
  }

  /** Throughput, errors, and latencies around a median in milliseconds. */
  static Map<Quantity, Sample> samples(double rate, double errors, double median) {
    Map<Quantity, Sample> samples = new EnumMap<>(Quantity.class);
    samples.put(Quantity.THROUGHPUT, sample(Quantity.THROUGHPUT, rate));
    samples.put(Quantity.ERRORS, sample(Quantity.ERRORS, errors));
    samples.put(Quantity.P50, sample(Quantity.P50, median * 1e6));
    samples.put(Quantity.P90, sample(Quantity.P90, 2 * median * 1e6));
    samples.put(Quantity.P99, sample(Quantity.P99, 4 * median * 1e6));
    samples.put(Quantity.P999, sample(Quantity.P999, 8 * median * 1e6));
    return samples;
  }

  static MeasuredRun run(
      String name, RunHeader header, Instant start, long seconds, Map<Quantity, Sample> samples) {
    return new MeasuredRun(
        name,
        header,
        start,
        start.plusSeconds(seconds),
        seconds * 1_000_000_000L,
        (int) seconds,
        Map.of(OPERATION, samples),
        Map.of());
  }

  /** One of two minutes, the number of minutes after the start. */
  static MeasuredRun run(String name, long minute, Map<Quantity, Sample> samples) {
    return run(name, header(""), START.plusSeconds(60 * minute), 120, samples);
  }

  /** One whose latencies and throughput are worse by a part of them. */
  static MeasuredRun run(String name, long minute, double worse) {
    return run(name, minute, samples(1000 / worse, 0.005, 5 * worse));
  }
}
