package org.benchmonitor.run.frame;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.benchmonitor.run.histogram.HistogramDecoder;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.merge.CorrectedSum;
import org.benchmonitor.run.model.Corrected;
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
  /**
   * One operation of one interval.
   *
   * @param corrected of the successes, or null without a rule that corrects them
   */
  record Operation(
      String name, Outcome successes, Outcome failures, @Nullable CorrectedOutcome corrected) {}

  /** One interval. */
  record Part(long lengthNanos, List<Operation> operations) {}

  private final int digits;
  private final List<Part> parts;
  private final long count;
  private final long errors;
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
  }

  /** Whether all histograms can be read and have as many values as they should. */
  boolean isWhole() {
    try {
      make(UnaryOperator.identity());
      return true;
    } catch (IllegalArgumentException wrong) {
      return false;
    }
  }

  List<Part> parts() {
    return parts;
  }

  /** What each operation has in the parts, in their order. */
  static Map<String, List<Operation>> byName(List<Part> parts) {
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
      known = make(UnaryOperator.identity());
      made = new SoftReference<>(known);
    }
    return known;
  }

  /**
   * Makes the figures, which reads all histograms.
   *
   * @param split makes a stream of work parallel, or not
   * @throws IllegalArgumentException if a histogram cannot be read, or has not as many values as it
   *     should
   */
  Figures make(UnaryOperator<IntStream> split) {
    long length = 0;
    for (Part part : parts) {
      length += part.lengthNanos;
    }
    List<Map.Entry<String, List<Operation>>> byName = new ArrayList<>(byName(parts).entrySet());
    List<OperationFigures> figures =
        split
            .apply(IntStream.range(0, byName.size()))
            .mapToObj(i -> figures(byName.get(i).getKey(), byName.get(i).getValue()))
            .toList();
    LatencyHistogram successes = new LatencyHistogram(digits);
    LatencyHistogram failures = new LatencyHistogram(digits);
    CorrectedSum corrected = new CorrectedSum(digits);
    try (HistogramDecoder decoder = new HistogramDecoder()) {
      for (OperationFigures one : figures) {
        add(one.successes(), one.latency(), successes, decoder);
        add(one.failures(), one.errorLatency(), failures, decoder);
        add(one, corrected, decoder);
      }
    }
    return new Figures(length, successes.latency(), failures.latency(), corrected.sum(), figures);
  }

  private static void add(OperationFigures one, CorrectedSum all, HistogramDecoder decoder) {
    Corrected corrected = one.corrected();
    if (corrected == null) {
      all.addUncorrected(one.latency().count());
    } else {
      all.add(corrected, decoder);
    }
  }

  private static void add(
      EncodedHistogram one, Latency exact, LatencyHistogram all, HistogramDecoder decoder) {
    if (exact.count() > 0) {
      all.add(one, decoder);
      all.widen(exact.minNanos(), exact.maxNanos());
    }
  }

  private OperationFigures figures(String name, List<Operation> intervals) {
    LatencyHistogram one = new LatencyHistogram(digits);
    try (HistogramDecoder decoder = new HistogramDecoder()) {
      EncodedHistogram successes = fill(one, intervals, Operation::successes, decoder);
      Latency latency = one.latency();
      EncodedHistogram failures = fill(one, intervals, Operation::failures, decoder);
      Latency errorLatency = one.latency();
      return new OperationFigures(
          name, latency, errorLatency, successes, failures, corrected(one, intervals, decoder));
    }
  }

  private static @Nullable Corrected corrected(
      LatencyHistogram one, List<Operation> intervals, HistogramDecoder decoder) {
    String rules = CorrectedOutcome.rules(intervals);
    if (rules == null) {
      return null;
    }
    EncodedHistogram all = fill(one, intervals, CorrectedOutcome::in, decoder);
    return new Corrected(rules, one.latency(), all);
  }

  private static EncodedHistogram fill(
      LatencyHistogram one,
      List<Operation> intervals,
      Function<Operation, Outcome> which,
      HistogramDecoder decoder) {
    one.clear();
    Outcome last = Outcome.NONE;
    int filled = 0;
    for (Operation operation : intervals) {
      Outcome outcome = which.apply(operation);
      if (outcome.count() > 0) {
        outcome.addTo(one, decoder);
        last = outcome;
        filled++;
      }
    }
    // Alone it is what it was.
    return filled == 1 ? EncodedHistogram.of(last.encoded(), one.bandCounts()) : one.encode();
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
    return parts.size() == 1 ? parts.get(0).operations.size() : byName(parts).size();
  }

  @Override
  public long bytes() {
    long bytes = 0;
    for (Part part : parts) {
      for (Operation one : part.operations) {
        bytes += one.successes.length() + one.failures.length() + CorrectedOutcome.in(one).length();
      }
    }
    return bytes;
  }

  /** The parts of figures from anywhere. */
  static List<Part> parts(LateFigures figures) {
    return figures instanceof ReadFigures read ? read.parts : List.of(part(figures.get()));
  }

  /** The same as one: as it was read, where nothing has to be merged. */
  static Part part(LateFigures figures) {
    List<Part> parts = parts(figures);
    return parts.size() == 1 ? parts.get(0) : part(figures.get());
  }

  private static Part part(Figures figures) {
    List<Operation> operations = new ArrayList<>();
    for (OperationFigures one : figures.operations()) {
      operations.add(
          new Operation(
              one.name(),
              Outcome.of(one.latency(), one.successes()),
              Outcome.of(one.errorLatency(), one.failures()),
              CorrectedOutcome.of(one.corrected())));
    }
    return new Part(figures.lengthNanos(), operations);
  }
}
