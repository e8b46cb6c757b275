package org.benchmonitor.run.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.Errors;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.MonitorCost;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.Workers;
import org.benchmonitor.run.thread.Resting;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the limit, nothing that was counted is lost, and the limit holds. */
class BoundedRunsTest {
  private static final Merging MERGING = new Merging(2);
  private static final int OPERATIONS = 6;

  /** Realistic intervals of each operation, made once. */
  private static final List<Figures> MADE =
      LongStream.range(0, 8).mapToObj(BoundedRunsTest::made).toList();

  private final RetainedRuns runs = Snapshots.liveRuns();
  private final Told told = new Told();
  private long sequence;

  private static Figures made(long seed) {
    OperationFigures[] operations =
        IntStream.range(0, OPERATIONS)
            .mapToObj(
                i ->
                    Snapshots.operation(
                        "operation-" + i, i % 3 == 0 ? 1 : 0, calls(8 * seed + i, 60)))
            .toArray(OperationFigures[]::new);
    return MERGING.mergeFigures(List.of(Snapshots.figures(1_000_000_000L, operations)), null);
  }

  private static long[] calls(long seed, int count) {
    Random random = new Random(seed);
    return LongStream.range(0, count)
        .map(i -> (long) Math.exp(13 + random.nextGaussian()))
        .toArray();
  }

  /** What a run was told, with its totals as the sampler would make them. */
  private static final class Told {
    private final List<Interval> intervals = new ArrayList<>();
    private Figures totals = Figures.EMPTY;
    private Figures warmup = Figures.EMPTY;

    void add(Interval interval) {
      intervals.add(interval);
      if (interval.warmup()) {
        warmup = sum(warmup, interval.figures());
      } else {
        totals = sum(totals, interval.figures());
      }
    }

    private static Figures sum(Figures all, Figures more) {
      return MERGING.mergeFigures(List.of(all, more), null);
    }

    /** The figures of those that lie between two times. */
    Figures between(Instant from, Instant to) {
      return MERGING.mergeFigures(
          Merging.figures(
              intervals.stream()
                  .filter(one -> !one.start().isBefore(from) && !one.end().isAfter(to))
                  .toList()),
          null);
    }
  }

  private void tell(String id, RunStatus status, boolean warmup) {
    sequence++;
    Interval made = Snapshots.interval(sequence, status, ErrorCounts.of(Map.of("Timeout", 4L)));
    Interval interval =
        new Interval(
            made.sequence(),
            made.start(),
            made.end(),
            status,
            warmup,
            MADE.get((int) (sequence % MADE.size())),
            made.errors(),
            made.activeWorkers(),
            made.inFlight(),
            made.system(),
            made.marks());
    told.add(interval);
    RunState run =
        new RunState(id, status, null, null, Duration.ZERO, Duration.ZERO, null, false, List.of());
    runs.onSnapshot(
        new Snapshot(
            interval, told.totals, told.warmup, Workers.NONE, Errors.NONE, run, MonitorCost.NONE));
  }

  private void tell(String id, int from, int to) {
    for (int i = from; i <= to; i++) {
      boolean warmup = i <= 17;
      boolean paused = i % 41 < 3;
      tell(id, paused ? RunStatus.PAUSED : warmup ? RunStatus.WARMUP : RunStatus.RUNNING, warmup);
    }
  }

  private RunView run() {
    return runs.current().orElseThrow();
  }

  private static Selection all(boolean includeWarmup) {
    return new Selection(null, null, includeWarmup, Long.MAX_VALUE);
  }

  private void assertNothingIsLost() {
    List<Interval> kept = run().intervals();
    Instant at = Snapshots.START.plusSeconds(sequence - told.intervals.size());
    for (Interval interval : kept) {
      assertThat(interval.start()).isEqualTo(at);
      at = interval.end();
      assertFigures(interval.figures(), told.between(interval.start(), interval.end()));
      long seconds = Duration.between(interval.start(), interval.end()).toSeconds();
      assertThat(interval.errors().types())
          .containsExactly(new ErrorCounts.Count("Timeout", 4 * seconds));
    }
    assertThat(at).isEqualTo(Snapshots.START.plusSeconds(sequence));
    assertThat(kept.get(kept.size() - 1)).isEqualTo(run().latest().interval());
    assertFigures(run().range(all(false), null).figures(), told.totals);
    assertThat(run().range(all(true), null).figures().count())
        .isEqualTo(told.totals.count() + told.warmup.count());
    for (int first = 0; first < kept.size(); first += 1 + kept.size() / 5) {
      Instant from = kept.get(first).start();
      Instant to = kept.get((first + kept.size() - 1) / 2).end();
      Selection part = new Selection(from, to, true, Long.MAX_VALUE);
      for (int asked = 0; asked < 2; asked++) {
        assertFigures(run().range(part, null).figures(), told.between(from, to));
      }
      long inPoints =
          run().timeline(run().select(part), Duration.ofSeconds(5), null, Resting.NEVER).stream()
              .mapToLong(point -> point.figures().count())
              .sum();
      assertThat(inPoints).isEqualTo(told.between(from, to).count());
    }
  }

  private static void assertFigures(Figures figures, Figures expected) {
    assertThat(figures.lengthNanos()).isEqualTo(expected.lengthNanos());
    assertThat(figures.latency()).isEqualTo(expected.latency());
    assertThat(figures.errorLatency()).isEqualTo(expected.errorLatency());
    for (OperationFigures one : expected.operations()) {
      OperationFigures found = OperationFigures.in(figures, one.name());
      assertThat(found.latency()).isEqualTo(one.latency());
      assertThat(found.errorLatency()).isEqualTo(one.errorLatency());
      assertThat(found.successes().bytes()).isEqualTo(one.successes().bytes());
    }
  }

  @ParameterizedTest
  @CsvSource({"0,5", "30000,5", "80000,1", "80000,5", "80000,1000", "300000,5", "8000000,5"})
  void nothingIsLostAndTheLimitHoldsWhateverItIs(long limit, int shrinkEvery) {
    runs.limitTo(limit);
    for (int i = 0; i < 450; i += shrinkEvery) {
      tell("run", i + 1, Math.min(450, i + shrinkEvery));
      assertThat(runs.bytes()).isLessThan(Math.max(limit + limit / 4, 50_000));
      runs.shrink();
    }
    assertNothingIsLost();
    assertThat(runs.isReduced()).isEqualTo(limit < 8_000_000);
    long warmups = run().intervals().stream().filter(Interval::warmup).count();
    assertThat(warmups).isPositive();
  }

  @Test
  void aLimitThatChangesWhileTheRunGoesOnLosesNothing() {
    Random random = new Random(3);
    for (int i = 0; i < 300; i += 30) {
      runs.limitTo(List.of(0L, 50_000L, 200_000L, 1_000_000L).get(random.nextInt(4)));
      tell("run", i + 1, i + 30);
      runs.shrink();
      assertNothingIsLost();
    }
  }
}
