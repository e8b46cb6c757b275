package org.benchmonitor.run.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.model.ByteSizes;
import org.benchmonitor.run.model.Errors;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.LateFigures;
import org.benchmonitor.run.model.MonitorCost;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.Workers;
import org.benchmonitor.run.thread.Resting;
import org.benchmonitor.run.view.Range;
import org.benchmonitor.run.view.Selection;
import org.junit.jupiter.api.Test;

class RunTimelineTest {
  private final RunTimeline store = Timelines.empty(Duration.ofMinutes(1));
  private final Random random = new Random(7);
  private final List<Long> counted = new ArrayList<>();

  private void add(long sequence, RunStatus status, int calls) {
    long[] nanos = random.longs(calls, 1_000, 50_000_000).toArray();
    if (!status.isWarmup()) {
      for (long value : nanos) {
        counted.add(value);
      }
    }
    Interval interval = Snapshots.interval(sequence, status, Snapshots.operation("read", 0, nanos));
    Timelines.add(
        store,
        new Snapshot(
            interval,
            Figures.EMPTY,
            Figures.EMPTY,
            Workers.NONE,
            Errors.NONE,
            new RunState(
                "bench-1",
                status,
                null,
                null,
                Duration.ZERO,
                Duration.ZERO,
                null,
                false,
                List.of()),
            MonitorCost.NONE));
  }

  private static Selection all(boolean includeWarmup) {
    return new Selection(null, null, includeWarmup, Long.MAX_VALUE);
  }

  private static Selection between(Instant from, Instant to) {
    return new Selection(from, to, false, Long.MAX_VALUE);
  }

  private List<Interval> points(Duration window, Duration length) {
    return store.timeline(
        store.select(store.window(window, Long.MAX_VALUE)), length, null, Resting.NEVER);
  }

  private Figures whole() {
    return store.range(all(false), null).figures();
  }

  private Figures recordedInOne() {
    long[] all = counted.stream().mapToLong(Long::longValue).toArray();
    return Snapshots.figures(1, Snapshots.operation("read", 0, all));
  }

  @Test
  void aRangeIsMergedFromWholeIntervalsAndSaysWhich() {
    for (int i = 1; i <= 10; i++) {
      add(i, RunStatus.RUNNING, i);
    }
    Instant from = Snapshots.START.plusMillis(2500);
    Instant to = Snapshots.START.plusMillis(6500);
    Range range = store.range(between(from, to), null);
    assertThat(range.intervals()).isEqualTo(3);
    assertThat(range.from()).isEqualTo(Snapshots.START.plusSeconds(3));
    assertThat(range.to()).isEqualTo(Snapshots.START.plusSeconds(6));
    assertThat(range.figures().count()).isEqualTo(4 + 5 + 6);
    assertThat(range.figures().lengthNanos()).isEqualTo(3_000_000_000L);
    assertThat(store.range(between(to, from), null).intervals()).isZero();
    assertThat(store.range(between(from, to), "other").figures().count()).isZero();
  }

  @Test
  void percentilesOfARangeAreThoseOfAllItsValues() {
    for (int i = 1; i <= 40; i++) {
      add(i, RunStatus.RUNNING, 50);
    }
    assertThat(whole().latency()).isEqualTo(recordedInOne().operations().get(0).latency());
  }

  @Test
  void rollingUpLosesNothingAndStaysBounded() {
    for (int i = 1; i <= 9_000; i++) {
      add(i, i <= 3 ? RunStatus.WARMUP : RunStatus.RUNNING, 2);
    }
    assertThat(store.intervals()).hasSizeLessThanOrEqualTo(60 + 10 + IntervalRing.MOST_COARSE);
    assertThat(whole().latency()).isEqualTo(recordedInOne().operations().get(0).latency());
    assertThat(store.range(all(true), null).figures().count()).isEqualTo(18_000);
    assertThat(whole().count()).isEqualTo(2L * (9_000 - 3));
    Instant last = Snapshots.START;
    for (Interval interval : store.intervals()) {
      assertThat(interval.start()).isEqualTo(last);
      last = interval.end();
    }
  }

  @Test
  void aRunThatIsPausedAgainAndAgainStaysBoundedToo() {
    for (int i = 1; i <= 9_000; i++) {
      add(i, i <= 3 ? RunStatus.WARMUP : i % 2 == 0 ? RunStatus.PAUSED : RunStatus.RUNNING, 2);
    }
    assertThat(store.intervals()).hasSizeLessThanOrEqualTo(60 + 10 + IntervalRing.MOST_COARSE);
    assertThat(store.range(all(true), null).figures().count()).isEqualTo(18_000);
    assertThat(whole().count()).isEqualTo(2L * (9_000 - 3));
  }

  @Test
  void theWarmupIsLeftOutUnlessAskedFor() {
    add(1, RunStatus.WARMUP, 5);
    add(2, RunStatus.RAMPING, 5);
    add(3, RunStatus.RUNNING, 7);
    assertThat(whole().count()).isEqualTo(7);
    assertThat(store.range(all(true), null).figures().count()).isEqualTo(17);
  }

  @Test
  void aPointOfTheTimelineNeverCrossesAChangeOfStatus() {
    for (int i = 1; i <= 12; i++) {
      add(i, i <= 3 ? RunStatus.WARMUP : RunStatus.RUNNING, 1);
    }
    List<Interval> points = points(Duration.ofMinutes(5), Duration.ofSeconds(5));
    assertThat(points).allMatch(point -> point.figures().count() <= 5);
    assertThat(points.stream().mapToLong(point -> point.figures().count()).sum()).isEqualTo(12);
    assertThat(points.get(0).status()).isEqualTo(RunStatus.WARMUP);
    assertThat(points.stream().filter(point -> point.status().isWarmup()))
        .allMatch(point -> point.figures().count() <= 3);
  }

  @Test
  void theTimelineAtTheSamplersOwnIntervalIsNotMerged() {
    for (int i = 1; i <= 12; i++) {
      add(i, RunStatus.RUNNING, 1);
    }
    assertThat(points(Duration.ofMinutes(5), Duration.ofSeconds(1))).hasSize(12);
    assertThat(points(Duration.ofSeconds(4), Duration.ofSeconds(1))).hasSize(4);
    assertThat(points(Duration.ofDays(1), Duration.ZERO)).isEqualTo(store.intervals());
  }

  @Test
  void pointsThatAreRememberedAreThoseThatWouldBeMergedAnew() {
    for (int i = 1; i <= 30; i++) {
      add(i, RunStatus.RUNNING, 20);
      points(Duration.ofMinutes(1), Duration.ofSeconds(5));
    }
    RunTimeline fresh = Timelines.empty(Duration.ofMinutes(1));
    Snapshot last = store.latest();
    for (Interval interval : store.intervals()) {
      Timelines.add(
          fresh,
          new Snapshot(
              interval,
              last.totals(),
              last.warmupTotals(),
              last.workers(),
              last.errors(),
              last.run(),
              last.cost()));
    }
    Selection window = fresh.window(Duration.ofMinutes(1), Long.MAX_VALUE);
    List<Interval> remembered = points(Duration.ofMinutes(1), Duration.ofSeconds(5));
    assertThat(remembered).hasSizeGreaterThan(5);
    assertThat(remembered)
        .isEqualTo(
            fresh.timeline(fresh.select(window), Duration.ofSeconds(5), null, Resting.NEVER));
  }

  @Test
  void theBytesHeldAreThoseOfTheIntervalsThatAreLeft() {
    for (int i = 1; i <= 9_000; i++) {
      add(i, i < 100 ? RunStatus.WARMUP : RunStatus.RUNNING, 1);
    }
    assertThat(store.bytes())
        .isEqualTo(store.intervals().stream().mapToLong(ByteSizes::of).sum())
        .isPositive();
  }

  /** Totals that tell when they are made, and whether a reader would have had to wait for that. */
  private final class ToldTotals implements LateFigures {
    private final Figures figures = Snapshots.figures(1, Snapshots.operation("read", 0, 70_000));

    @Override
    public Figures get() {
      made++;
      Thread reader = new Thread(store::intervals);
      reader.start();
      try {
        reader.join(5_000);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      assertThat(reader.isAlive()).as("a reader waits while totals are made").isFalse();
      return figures;
    }

    @Override
    public long count() {
      return figures.count();
    }

    @Override
    public long errors() {
      return figures.errors();
    }

    @Override
    public int operationCount() {
      return figures.operationCount();
    }

    @Override
    public long bytes() {
      return ByteSizes.of(figures);
    }
  }

  private int made;

  private void addLate(long sequence, long limit) {
    Snapshot known =
        Snapshots.with(
            Snapshots.interval(sequence, RunStatus.RUNNING, Snapshots.operation("read", 0, 7)));
    store.add(
        new Snapshot(
            known.interval(),
            new ToldTotals(),
            Figures.EMPTY,
            known.workers(),
            known.errors(),
            known.run(),
            known.cost()),
        limit);
  }

  @Test
  void theTotalsOfARunThatIsKeptAsAWholeAreMadeWhileNobodyWaits() {
    addLate(1, 1L << 40);
    for (int i = 2; i <= 12; i++) {
      addLate(i, 0);
    }
    assertThat(store.intervals()).hasSizeLessThan(5);
    assertThat(store.bytes()).isPositive();
    assertThat(made).isGreaterThanOrEqualTo(12);
    assertThat(store.range(all(true), null).figures().count()).isPositive();
  }

  @Test
  void theTotalsThatAnEndedRunIsReducedToAreMadeWhileNobodyWaits() {
    for (int i = 1; i <= 12; i++) {
      addLate(i, 1L << 40);
    }
    assertThat(made).isZero();
    store.keepOnlyTotals();
    assertThat(store.intervals()).hasSize(1);
    assertThat(store.ownBytes()).isPositive();
    assertThat(made).isPositive();
    assertThat(store.range(all(true), null).figures().count()).isPositive();
  }
}
