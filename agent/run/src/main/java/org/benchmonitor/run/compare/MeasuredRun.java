package org.benchmonitor.run.compare;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.benchmonitor.run.model.Corrected;
import org.benchmonitor.run.model.EncodedHistogram;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Selection;
import org.jspecify.annotations.Nullable;

/**
 * All that a comparison knows of one run. Warm-up, pauses and the time before the first operation
 * are left out.
 *
 * @param name what the user called it
 * @param nanos the measured length
 * @param intervals of that length
 * @param raw by operation, in the order of first sight
 * @param corrected those of the operations with a rule that corrects their latencies
 */
public record MeasuredRun(
    String name,
    RunHeader header,
    Instant start,
    Instant end,
    long nanos,
    int intervals,
    Map<String, Map<Quantity, Sample>> raw,
    Map<String, Map<Quantity, Sample>> corrected) {

  /** Reads a run up to its latest snapshot. */
  public static MeasuredRun of(String name, RunView run) {
    List<Interval> chosen = chosen(run);
    long nanos = chosen.stream().mapToLong(one -> one.figures().lengthNanos()).sum();
    Map<String, Map<Quantity, Sample>> raw = new LinkedHashMap<>();
    Map<String, Map<Quantity, Sample>> corrected = new LinkedHashMap<>();
    try (SeriesMeter meter = new SeriesMeter(run.digits())) {
      byOperation(chosen)
          .forEach(
              (operation, figures) -> {
                List<Quantity> all = List.of(Quantity.values());
                raw.put(
                    operation,
                    meter.measure(slices(chosen, figures, OperationFigures::successes), all));
                if (hasRule(figures)) {
                  corrected.put(
                      operation,
                      meter.measure(
                          slices(chosen, figures, MeasuredRun::corrected), Quantity.QUANTILES));
                }
              });
    }
    Interval latest = run.latest().interval();
    return new MeasuredRun(
        name,
        run.header(),
        chosen.isEmpty() ? latest.start() : chosen.get(0).start(),
        chosen.isEmpty() ? latest.end() : chosen.get(chosen.size() - 1).end(),
        nanos,
        chosen.size(),
        raw,
        corrected);
  }

  private static List<Interval> chosen(RunView run) {
    Selection all = new Selection(null, null, false, run.latest().sequence());
    return run.select(all).stream()
        .filter(one -> one.status() != RunStatus.STARTING && one.figures().lengthNanos() > 0)
        .toList();
  }

  /** The figures of each operation, null in intervals that do not have it. */
  private static Map<String, @Nullable OperationFigures[]> byOperation(List<Interval> intervals) {
    Map<String, @Nullable OperationFigures[]> byOperation = new LinkedHashMap<>();
    for (int i = 0; i < intervals.size(); i++) {
      for (OperationFigures one : intervals.get(i).figures().operations()) {
        byOperation
                .computeIfAbsent(
                    one.name(), name -> new @Nullable OperationFigures[intervals.size()])[i] =
            one;
      }
    }
    return byOperation;
  }

  private static boolean hasRule(@Nullable OperationFigures[] figures) {
    for (OperationFigures one : figures) {
      if (one != null && one.corrected() != null) {
        return true;
      }
    }
    return false;
  }

  private static EncodedHistogram corrected(OperationFigures one) {
    Corrected corrected = one.corrected();
    return corrected == null ? EncodedHistogram.EMPTY : corrected.histogram();
  }

  private static List<Slice> slices(
      List<Interval> intervals,
      @Nullable OperationFigures[] figures,
      Function<OperationFigures, EncodedHistogram> latencies) {
    List<Slice> slices = new ArrayList<>();
    for (int i = 0; i < figures.length; i++) {
      Interval interval = intervals.get(i);
      Figures all = interval.figures();
      OperationFigures one = figures[i];
      long second = interval.start().getEpochSecond();
      slices.add(
          one == null
              ? new Slice(all.lengthNanos(), second, 0, 0, EncodedHistogram.EMPTY)
              : new Slice(
                  all.lengthNanos(), second, one.count(), one.errors(), latencies.apply(one)));
    }
    return slices;
  }

  /** One metric of an operation, or null if the run does not have it. */
  @Nullable Sample sample(String operation, Measure measure) {
    Map<Quantity, Sample> known =
        (measure.isCorrected() ? corrected : raw)
            .getOrDefault(operation, new EnumMap<>(Quantity.class));
    return known.get(measure.metric());
  }

  /** Whether another one is the same run, be it from another file. */
  public boolean isSameAs(MeasuredRun other) {
    return header.session().equals(other.header.session())
        && header.host().pid() == other.header.host().pid()
        && header.started().equals(other.header.started())
        // What has no start of its process is known by the start of the run.
        && (!header.started().isEmpty() || start.equals(other.start));
  }
}
