package org.benchmonitor.run.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.histogram.LatencyBands;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.HeatColumn;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.thread.Resting;
import org.benchmonitor.run.view.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Heat maps, errors and merged ranges over two operations, against the calls themselves. */
class StoredRangesTest {
  private record Call(long sequence, String operation, long nanos) {}

  private static final Histogram COUNTERS = new Histogram(1, LatencyBands.HIGHEST_NANOS, 2);

  private final RunTimeline store = Timelines.empty(Duration.ofMinutes(4));
  private final Map<String, OperationFigures> made = new HashMap<>();
  private final List<Call> calls = new ArrayList<>();

  /** One of a few stretches of calls, because to make thousands of them would take long. */
  private OperationFigures operation(long sequence, String name, int count) {
    long seed = sequence % 16;
    long[] nanos =
        new Random(seed).doubles(count).mapToLong(x -> (long) Math.exp(3 + x * 25)).toArray();
    for (long one : nanos) {
      calls.add(new Call(sequence, name, one));
    }
    return made.computeIfAbsent(
        name + seed + '-' + count, key -> Snapshots.operation(name, 1, nanos));
  }

  private void run(int from, int to) {
    for (int i = from; i <= to; i++) {
      ErrorCounts errors = ErrorCounts.of(Map.of("Timeout", 1L, "even", (i + 1L) % 2));
      Timelines.add(
          store,
          Snapshots.with(
              Snapshots.interval(
                  i,
                  i <= 5 ? RunStatus.WARMUP : RunStatus.RUNNING,
                  errors,
                  operation(i, "read", 5),
                  operation(i, "write", i % 3))));
    }
  }

  private static Selection all(boolean includeWarmup) {
    return new Selection(null, null, includeWarmup, Long.MAX_VALUE);
  }

  private static Selection seconds(long from, long to) {
    Instant start = Snapshots.START;
    return new Selection(start.plusSeconds(from), start.plusSeconds(to), true, Long.MAX_VALUE);
  }

  private long[] bands(String operation, long from, long to) {
    long[] counts = new long[LatencyBands.COUNT];
    for (Call call : calls) {
      boolean isMeant = operation == null || operation.equals(call.operation);
      if (isMeant && call.sequence > from && call.sequence <= to) {
        counts[LatencyBands.of(COUNTERS.lowestEquivalentValue(call.nanos))]++;
      }
    }
    return counts;
  }

  private static long[] sum(List<HeatColumn> columns) {
    long[] counts = new long[LatencyBands.COUNT];
    columns.forEach(column -> column.counts().addTo(counts));
    return counts;
  }

  @ParameterizedTest
  @CsvSource({"1,10", "7,10", "10,10", "11,10", "130,120", "240,60", "311,13", "700,600"})
  void columnsHoldEveryCallOnceHoweverManyIntervalsAreMerged(int intervals, int most) {
    run(1, intervals);
    List<Interval> chosen = store.select(all(true));
    List<HeatColumn> columns = store.heat(chosen, null, most, Resting.NEVER);
    assertThat(columns).hasSizeBetween(Math.min(intervals, most) / 3, most).isNotEmpty();
    assertThat(sum(columns)).isEqualTo(bands(null, 0, intervals));
    assertThat(sum(store.heat(chosen, "write", most, Resting.NEVER)))
        .isEqualTo(bands("write", 0, intervals));
    assertThat(columns.stream().mapToLong(HeatColumn::lengthNanos).sum())
        .isEqualTo(intervals * 1_000_000_000L);
    Instant end = Snapshots.START;
    for (HeatColumn column : columns) {
      assertThat(column.start()).isEqualTo(end);
      end = end.plusNanos(column.lengthNanos());
    }
  }

  @Test
  void aHeatMapOfARangeHoldsWhatItsHistogramHolds() {
    run(1, 240);
    Selection range = seconds(63, 187);
    List<HeatColumn> columns = store.heat(store.select(range), "read", 30, Resting.NEVER);
    assertThat(sum(columns)).isEqualTo(bands("read", 63, 187));
    long[] merged = new long[LatencyBands.COUNT];
    Figures figures = store.range(range, "read").figures();
    OperationFigures.in(figures, "read").successes().bands().addTo(merged);
    assertThat(sum(columns)).isEqualTo(merged);
  }

  @ParameterizedTest
  @CsvSource({"120", "600"})
  void aHeatMapMayRestAfterEachOperationOfAnInterval(int most) {
    run(1, 240);
    AtomicInteger rests = new AtomicInteger();
    List<HeatColumn> columns =
        store.heat(store.select(all(true)), null, most, rests::incrementAndGet);
    assertThat(columns).isNotEmpty();
    assertThat(rests).hasValueGreaterThanOrEqualTo(2 * 240);
  }

  @Test
  void theWarmupIsInAHeatMapOnlyIfItIsAskedFor() {
    run(1, 20);
    assertThat(sum(store.heat(store.select(all(false)), null, 10, Resting.NEVER)))
        .isEqualTo(bands(null, 5, 20));
  }

  @ParameterizedTest
  @CsvSource({"0,61", "1,240", "59,182", "60,120", "17,43"})
  void aRangeIsTheSameFromRememberedMinutesAsFromEachSecond(int from, int to) {
    run(1, 245);
    Selection range = seconds(from, to);
    Figures each = new Merging(2).mergeFigures(Merging.figures(store.select(range)), null);
    for (int asked = 0; asked < 2; asked++) {
      Figures figures = store.range(range, null).figures();
      assertThat(figures.latency()).isEqualTo(each.latency());
      assertThat(figures.errorLatency()).isEqualTo(each.errorLatency());
      assertThat(figures.lengthNanos()).isEqualTo((to - from) * 1_000_000_000L);
      for (String name : List.of("read", "write")) {
        OperationFigures one = OperationFigures.in(figures, name);
        OperationFigures expected = OperationFigures.in(each, name);
        assertThat(one.latency()).isEqualTo(expected.latency());
        assertThat(one.successes().bytes()).isEqualTo(expected.successes().bytes());
        assertThat(store.range(range, name).figures().latency()).isEqualTo(expected.latency());
      }
    }
  }

  @Test
  void whatIsRememberedOfARangeIsCountedAmongTheBytesHeld() {
    run(1, 130);
    long before = store.bytes();
    store.range(all(true), null);
    assertThat(store.bytes()).isGreaterThan(before);
  }

  @Test
  void mergedPointsReadTheSameWithTheirHistogramsAsWithout() {
    run(1, 60);
    List<Interval> points =
        store.timeline(store.select(all(false)), Duration.ofSeconds(7), null, Resting.NEVER);
    assertThat(points.stream().mapToLong(point -> point.figures().latency().count()).sum())
        .isEqualTo(calls.stream().filter(call -> call.sequence > 5).count());
    for (Interval point : points) {
      Selection same = new Selection(point.start(), point.end(), true, Long.MAX_VALUE);
      assertThat(point.figures().latency()).isEqualTo(store.range(same, null).figures().latency());
    }
    List<Interval> writes =
        store.timeline(store.select(all(false)), Duration.ofSeconds(7), "write", Resting.NEVER);
    assertThat(writes).hasSameSizeAs(points);
    for (Interval point : writes) {
      Selection same = new Selection(point.start(), point.end(), true, Long.MAX_VALUE);
      assertThat(OperationFigures.in(point.figures(), "write").latency())
          .isEqualTo(store.range(same, "write").figures().latency());
    }
  }

  @Test
  void errorsByTypeAddUpThroughPointsAndRollingUp() {
    run(1, 400);
    assertThat(store.range(all(true), null).errors().types())
        .containsExactly(new ErrorCounts.Count("Timeout", 400), new ErrorCounts.Count("even", 200));
    long even =
        store.timeline(store.select(all(true)), Duration.ofMinutes(1), null, Resting.NEVER).stream()
            .flatMap(point -> point.errors().types().stream())
            .filter(one -> one.type().equals("even"))
            .mapToLong(ErrorCounts.Count::count)
            .sum();
    assertThat(even).isEqualTo(200);
  }

  @Test
  void whatCameAfterTheSnapshotOfAnAnswerIsNotInIt() {
    run(1, 70);
    assertThat(store.select(new Selection(null, null, true, 65))).hasSize(65);
    assertThat(store.select(store.window(Duration.ofSeconds(10), 65)))
        .extracting(Interval::sequence)
        .containsExactly(56L, 57L, 58L, 59L, 60L, 61L, 62L, 63L, 64L, 65L);
  }
}
