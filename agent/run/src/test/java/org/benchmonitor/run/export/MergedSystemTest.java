package org.benchmonitor.run.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.benchmonitor.run.merge.Merger;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.Errors;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.MonitorCost;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.SystemUse;
import org.benchmonitor.run.model.Workers;
import org.benchmonitor.run.timeline.RetainedRuns;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Whatever merges intervals, the timeline and the CSV tell the collections, stalls, CPU and workers
 * of all of them.
 */
class MergedSystemTest {
  private static final Merging MERGING = new Merging(2);
  private static final List<Interval> RUN = SystemRuns.of(3_000);

  /** What a whole run adds up to, in the units of the API. */
  private record Sums(
      double seconds,
      double errors,
      double collections,
      double collectionMillis,
      double stalls,
      double stallMillis,
      double longestStallMillis,
      double inFlight,
      double heap,
      double processCpu,
      double machineCpu,
      double workers) {
    static Sums of(List<Interval> intervals) {
      return new Sums(
          sum(intervals, one -> one.nanos() / 1e9),
          sum(intervals, one -> one.figures().errors()),
          sum(intervals, one -> use(one).collections()),
          sum(intervals, one -> use(one).collectionMillis()),
          sum(intervals, one -> use(one).stalls()),
          sum(intervals, one -> use(one).stallNanos() / 1e6),
          most(intervals, one -> use(one).longestStallNanos() / 1e6),
          most(intervals, Interval::inFlight),
          most(intervals, one -> use(one).heapUsedBytes()),
          mean(intervals, one -> one.nanos(), one -> use(one).processCpuPercent()),
          mean(intervals, one -> one.nanos(), one -> use(one).machineCpuPercent()),
          mean(intervals, one -> one.nanos(), Interval::activeWorkers));
    }

    /** Of points or rows, by the names of their fields; a field that is not there is negative. */
    static <T> Sums of(List<T> points, Field<T> field) {
      ToDoubleFunction<T> seconds = one -> field.of(one, "duration_seconds");
      return new Sums(
          sum(points, seconds),
          sum(points, one -> field.of(one, "errors")),
          sum(points, one -> field.of(one, "gc_count")),
          sum(points, one -> field.of(one, "gc_ms")),
          sum(points, one -> field.of(one, "stall_count")),
          sum(points, one -> field.of(one, "stall_ms")),
          most(points, one -> field.of(one, "stall_max_ms")),
          most(points, one -> field.of(one, "in_flight")),
          most(points, one -> field.of(one, "heap_used_bytes")),
          mean(points, seconds, one -> field.of(one, "cpu_process_percent")),
          mean(points, seconds, one -> field.of(one, "cpu_machine_percent")),
          mean(points, seconds, one -> field.of(one, "active_workers")));
    }

    private static SystemUse use(Interval interval) {
      return interval.system().use();
    }

    private static <T> double sum(List<T> all, ToDoubleFunction<T> value) {
      return all.stream().mapToDouble(value).filter(one -> one >= 0).sum();
    }

    private static <T> double most(List<T> all, ToDoubleFunction<T> value) {
      return all.stream().mapToDouble(value).max().orElseThrow();
    }

    private static <T> double mean(
        List<T> all, ToDoubleFunction<T> weight, ToDoubleFunction<T> value) {
      List<T> known = all.stream().filter(one -> value.applyAsDouble(one) >= 0).toList();
      return sum(known, one -> weight.applyAsDouble(one) * value.applyAsDouble(one))
          / sum(known, weight);
    }

    void assertAlmost(Sums other) {
      assertThat(List.of(seconds, errors, collections, collectionMillis, stalls))
          .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-3 ? 0 : Double.compare(a, b))
          .isEqualTo(
              List.of(
                  other.seconds,
                  other.errors,
                  other.collections,
                  other.collectionMillis,
                  other.stalls));
      assertThat(stallMillis).isCloseTo(other.stallMillis, within(1e-3));
      assertThat(longestStallMillis).isEqualTo(other.longestStallMillis);
      assertThat(inFlight).isEqualTo(other.inFlight);
      assertThat(heap).isEqualTo(other.heap);
      // The two parts of 3,000 that are not known count as their neighbours once they are merged.
      assertThat(processCpu).isCloseTo(other.processCpu, within(0.05));
      assertThat(machineCpu).isCloseTo(other.machineCpu, within(0.05));
      assertThat(workers).isCloseTo(other.workers, within(1e-4));
    }
  }

  private interface Field<T> {
    double of(T point, String name);
  }

  private static Stream<Arguments> ways() {
    return Stream.of(
        Arguments.of("as they are", (UnaryOperator<List<Interval>>) run -> run),
        Arguments.of("by status", (UnaryOperator<List<Interval>>) MERGING::rollUp),
        Arguments.of("in tens", (UnaryOperator<List<Interval>>) MergedSystemTest::inTens),
        Arguments.of("one by one", (UnaryOperator<List<Interval>>) MergedSystemTest::oneByOne),
        Arguments.of("points of a minute", points(Duration.ofMinutes(1))),
        Arguments.of("points of an hour", points(Duration.ofHours(1))),
        Arguments.of("retained", (UnaryOperator<List<Interval>>) MergedSystemTest::retained));
  }

  private static List<Interval> inTens(List<Interval> run) {
    List<Interval> rolled = new ArrayList<>();
    for (int from = 0; from < run.size(); from += 10) {
      rolled.addAll(MERGING.rollUp(run.subList(from, from + 10)));
    }
    return rolled;
  }

  /** As the oldest of a long run are, and the snapshots of a follower that is too slow. */
  private static List<Interval> oneByOne(List<Interval> run) {
    return List.of(run.stream().reduce(MERGING::asOne).orElseThrow());
  }

  private static UnaryOperator<List<Interval>> points(Duration length) {
    Merger merger = MERGING.merger();
    return run ->
        Merging.stretches(run, length, Duration.ofSeconds(1)).stream()
            .map(stretch -> merger.point(stretch, null))
            .toList();
  }

  private static List<Interval> retained(List<Interval> run) {
    RetainedRuns runs =
        new RetainedRuns(
            RunHeader.of(Snapshots.HOST, 2),
            () -> InstrumentationReport.EMPTY,
            Duration.ofMinutes(10));
    Snapshot last = null;
    for (Interval interval : run) {
      RunState state =
          new RunState(
              "a",
              interval.status(),
              null,
              null,
              Duration.ZERO,
              Duration.ZERO,
              null,
              false,
              List.of());
      last =
          new Snapshot(
              interval,
              Figures.EMPTY,
              Figures.EMPTY,
              Workers.NONE,
              Errors.NONE,
              state,
              MonitorCost.NONE);
      runs.onSnapshot(last);
    }
    return runs.of(last).intervals();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void theTimelineAndTheCsvAddUpToWhatHappened(String name, UnaryOperator<List<Interval>> way) {
    Sums real = Sums.of(RUN);
    assertThat(real.collections).isGreaterThan(20 * RUN.size());
    List<Interval> merged = way.apply(RUN);
    assertThat(merged.size()).isBetween(1, RUN.size());
    assertThat(merged.size() < RUN.size()).as("merged").isEqualTo(!name.equals("as they are"));
    TimelineView.Asked asked = new TimelineView.Asked(null, null, Duration.ofSeconds(1), null);
    // As a client reads it: the points are only made when they are written.
    JsonNode points =
        Json.read(
                Json.bytes(
                    TimelineView.of(Snapshots.running(), asked, merged, List.of(), null, true)))
            .get("data_points");
    List<JsonNode> read = new ArrayList<>();
    points.forEach(read::add);
    Sums.of(read, (point, field) -> point.get(field).isNull() ? -1 : point.get(field).asDouble())
        .assertAlmost(real);
    String csv = new String(Written.csv(merged, null), StandardCharsets.UTF_8);
    List<Map<String, String>> rows = SystemRuns.rowsOfAll(csv);
    assertThat(rows).hasSameSizeAs(merged);
    Sums.of(
            rows,
            (row, field) -> row.get(field).isEmpty() ? -1 : Double.parseDouble(row.get(field)))
        .assertAlmost(real);
  }
}
