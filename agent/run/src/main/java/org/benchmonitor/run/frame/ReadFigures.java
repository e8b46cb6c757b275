package org.benchmonitor.run.frame;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.LateFigures;
import org.benchmonitor.run.model.Latency;
import org.benchmonitor.run.model.OperationFigures;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one interval that was read, or of several together; immutable, any thread.
 *
 * <p>Of a day of intervals a reader looks at few one by one, so they are made when they are asked
 * for, from the encoded histograms.
 */
final class ReadFigures implements LateFigures {
  /** One operation of one interval. */
  record Operation(String name, Outcome successes, Outcome failures) {}

  /** One interval. */
  record Part(long lengthNanos, List<Operation> operations) {}

  private final int digits;
  private final List<Part> parts;
  private final long count;
  private final long errors;
  private final int operationCount;
  private volatile SoftReference<@Nullable Figures> made = new SoftReference<>(null);

  /**
   * Makes them of intervals.
   *
   * @param digits significant digits of all histograms
   */
  ReadFigures(int digits, List<Part> parts) {
    this.digits = digits;
    this.parts = List.copyOf(parts);
    long failed = 0;
    long all = 0;
    for (Part part : parts) {
      for (Operation one : part.operations) {
        failed += one.failures.count();
        all += one.successes.count() + one.failures.count();
      }
    }
    this.count = all;
    this.errors = failed;
    this.operationCount = parts.size() == 1 ? parts.get(0).operations.size() : byName(parts).size();
  }

  /** Whether all histograms can be read and have as many values as they should. */
  boolean isWhole() {
    for (Part part : parts) {
      for (Operation one : part.operations) {
        if (!one.successes.isWhole(digits) || !one.failures.isWhole(digits)) {
          return false;
        }
      }
    }
    return true;
  }

  List<Part> parts() {
    return parts;
  }

  private static Map<String, List<Operation>> byName(List<Part> parts) {
    Map<String, List<Operation>> byName = new LinkedHashMap<>();
    for (Part part : parts) {
      for (Operation one : part.operations) {
        byName.computeIfAbsent(one.name, name -> new ArrayList<>()).add(one);
      }
    }
    return byName;
  }

  @Override
  public Figures get() {
    Figures known = made.get();
    if (known == null) {
      known = new Making(digits).figures(parts);
      made = new SoftReference<>(known);
    }
    return known;
  }

  /** The histograms that figures are made with, used for one operation after the other. */
  private static final class Making {
    private final LatencyHistogram one;
    private final LatencyHistogram allSuccesses;
    private final LatencyHistogram allFailures;

    Making(int digits) {
      one = new LatencyHistogram(digits);
      allSuccesses = new LatencyHistogram(digits);
      allFailures = new LatencyHistogram(digits);
    }

    Figures figures(List<Part> parts) {
      long length = 0;
      for (Part part : parts) {
        length += part.lengthNanos;
      }
      List<OperationFigures> figures = new ArrayList<>();
      for (Map.Entry<String, List<Operation>> each : byName(parts).entrySet()) {
        List<Outcome> successes = new ArrayList<>();
        List<Outcome> failures = new ArrayList<>();
        for (Operation operation : each.getValue()) {
          successes.add(operation.successes);
          failures.add(operation.failures);
        }
        EncodedHistogram encoded = fill(successes, allSuccesses);
        Latency latency = one.latency();
        EncodedHistogram errorsEncoded = fill(failures, allFailures);
        figures.add(
            new OperationFigures(each.getKey(), latency, one.latency(), encoded, errorsEncoded));
      }
      return new Figures(
          length, allSuccesses.latency(), allFailures.latency(), List.copyOf(figures));
    }

    private EncodedHistogram fill(List<Outcome> outcomes, LatencyHistogram all) {
      one.clear();
      Outcome last = Outcome.NONE;
      int filled = 0;
      for (Outcome outcome : outcomes) {
        if (outcome.count() > 0) {
          one.add(outcome.encoded());
          one.widen(outcome.minNanos(), outcome.maxNanos());
          last = outcome;
          filled++;
        }
      }
      all.add(one);
      // Alone it is what it was.
      return filled == 1 ? EncodedHistogram.of(last.encoded(), one.bandCounts()) : one.encode();
    }
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public long errors() {
    return errors;
  }

  @Override
  public int operationCount() {
    return operationCount;
  }

  @Override
  public long bytes() {
    long bytes = 0;
    for (Part part : parts) {
      for (Operation one : part.operations) {
        bytes += one.successes.encoded().length + one.failures.encoded().length;
      }
    }
    return bytes;
  }
}
