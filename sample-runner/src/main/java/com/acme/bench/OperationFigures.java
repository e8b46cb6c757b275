package com.acme.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/**
 * The measurements of one operation, recorded by all workers at once without blocking. Latencies
 * are in nanoseconds; those above an hour count as an hour. To be read after the workers are done.
 */
final class OperationFigures {
  private static final long HIGHEST_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final int DIGITS = 3;

  private final Histogram successes = new AtomicHistogram(HIGHEST_NANOS, DIGITS);
  private final Histogram failures = new AtomicHistogram(HIGHEST_NANOS, DIGITS);
  private final Histogram responses = new AtomicHistogram(HIGHEST_NANOS, DIGITS);
  private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();

  void succeeded(long latencyNanos) {
    successes.recordValue(clamp(latencyNanos));
  }

  void failed(long latencyNanos, Throwable error) {
    failures.recordValue(clamp(latencyNanos));
    errors.computeIfAbsent(error.getClass().getSimpleName(), type -> new LongAdder()).increment();
  }

  /** The time from when the operation was due, not from when it began. */
  void responded(long responseNanos) {
    responses.recordValue(clamp(responseNanos));
  }

  void add(OperationFigures other) {
    successes.add(other.successes);
    failures.add(other.failures);
    responses.add(other.responses);
    other.errors.forEach(
        (type, count) -> errors.computeIfAbsent(type, added -> new LongAdder()).add(count.sum()));
  }

  Histogram successes() {
    return successes;
  }

  Histogram failures() {
    return failures;
  }

  Histogram responses() {
    return responses;
  }

  Map<String, LongAdder> errors() {
    return errors;
  }

  private static long clamp(long nanos) {
    return Math.min(Math.max(nanos, 0), HIGHEST_NANOS);
  }
}
