package org.benchmonitor.run.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.benchmonitor.run.export.Snapshots;
import org.benchmonitor.run.histogram.LatencyBands;
import org.benchmonitor.run.merge.Merging;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.ErrorEvent;
import org.benchmonitor.run.model.ErrorNames;
import org.benchmonitor.run.model.Errors;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.Interval;
import org.benchmonitor.run.model.Latency;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.model.MonitorCost;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.WorkerFigures;
import org.benchmonitor.run.model.Workers;
import org.benchmonitor.run.threshold.Judgement;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Selection;
import org.junit.jupiter.api.Test;

class RetainedRunsTest {
  private static final Merging MERGING = new Merging(2);
  private static final Selection ALL = new Selection(null, null, true, Long.MAX_VALUE);

  /** Realistic seconds of four operations, made once, for making thousands would take long. */
  private static final List<OperationFigures[]> SECONDS =
      LongStream.range(0, 8)
          .mapToObj(
              seed ->
                  IntStream.range(0, 4)
                      .mapToObj(
                          i -> Snapshots.operation("operation-" + i, 1, calls(8 * seed + i, 200)))
                      .toArray(OperationFigures[]::new))
          .toList();

  private final List<LogEntry> log = new ArrayList<>();
  private final RetainedRuns sessions =
      new RetainedRuns(
          RunHeader.of(Snapshots.HOST, 2),
          () -> InstrumentationReport.EMPTY,
          () -> log,
          session -> Judgement.NONE,
          Duration.ofHours(1));
  private long sequence;

  private static long[] calls(long seed, int count) {
    Random random = new Random(seed);
    return LongStream.range(0, count)
        .map(i -> (long) Math.exp(13 + random.nextGaussian()))
        .toArray();
  }

  private static Snapshot snapshot(String id, Interval interval, Workers workers, Errors errors) {
    RunState session =
        new RunState(
            id,
            interval.status(),
            null,
            null,
            Duration.ZERO,
            Duration.ZERO,
            null,
            false,
            List.of());
    return new Snapshot(
        interval, interval.figures(), Figures.EMPTY, workers, errors, session, MonitorCost.NONE);
  }

  private Interval tell(String id, RunStatus status, OperationFigures... operations) {
    sequence++;
    ErrorCounts errors = ErrorCounts.of(Map.of("Timeout", 4L));
    Interval interval = Snapshots.interval(sequence, status, errors, operations);
    sessions.onSnapshot(snapshot(id, interval, Workers.NONE, Errors.NONE));
    return interval;
  }

  private List<Figures> run(String id, int seconds) {
    List<Figures> told = new ArrayList<>();
    for (int i = 1; i <= seconds; i++) {
      RunStatus status = i <= 5 ? RunStatus.WARMUP : RunStatus.RUNNING;
      told.add(tell(id, status, SECONDS.get(i % SECONDS.size())).figures());
    }
    return told;
  }

  /** The calls of as many seconds, recorded by the library that nothing here is made of. */
  private static Histogram recordedInOne(int seconds) {
    Histogram all = new Histogram(1, LatencyBands.HIGHEST_NANOS, 2);
    for (int i = 0; i < 4 * SECONDS.size(); i++) {
      for (long nanos : calls(2L * (i - i % 4) + i % 4, 200)) {
        all.recordValueWithCount(nanos, seconds / SECONDS.size());
      }
    }
    return all;
  }

  private void shrink() {
    int steps = 0;
    while (sessions.shrink()) {
      assertThat(steps++).isLessThan(10_000);
    }
  }

  private RunTimeline find(String id) {
    return sessions.timeline(id).orElseThrow();
  }

  private static Figures whole(RunTimeline store) {
    return store.range(ALL, null).figures();
  }

  private List<String> ids() {
    return sessions.newestFirst().stream().map(RunView::id).toList();
  }

  private void logAt(Instant time) {
    log.add(new LogEntry(time, LogLevel.INFO, "entry " + (log.size() + 1), Map.of()));
  }

  private List<String> logOf(String id) {
    return find(id).log().stream().map(LogEntry::message).toList();
  }

  @Test
  void anEntryOfTheLogBelongsToTheRunThatItCameBeforeTheEndOf() {
    logAt(Snapshots.START.minusSeconds(9));
    Interval running = tell("one", RunStatus.RUNNING, SECONDS.get(0));
    logAt(running.end().plusMillis(1));
    assertThat(logOf("one")).containsExactly("entry 1", "entry 2");
    Interval last = tell("one", RunStatus.COMPLETED, SECONDS.get(0));
    logAt(last.end());
    logAt(last.end().plusMillis(1));
    assertThat(logOf("one")).containsExactly("entry 1", "entry 2", "entry 3");
    Interval next = tell("two", RunStatus.RUNNING, SECONDS.get(0));
    logAt(next.end().plusMillis(1));
    assertThat(logOf("two")).containsExactly("entry 4", "entry 5");
    assertThat(logOf("one")).containsExactly("entry 1", "entry 2", "entry 3");
  }

  @Test
  void thereIsNoRunBeforeTheFirstSnapshot() {
    assertThat(sessions.current()).isEmpty();
    assertThat(sessions.newestFirst()).isEmpty();
    assertThat(sessions.find("")).isEmpty();
    assertThat(sessions.shrink()).isFalse();
    assertThat(sessions.bytes()).isZero();
  }

  @Test
  void anotherSessionBeginsWithAStoreOfItsOwn() {
    run("one", 7);
    run("two", 3);
    assertThat(sessions.current()).contains(find("two"));
    assertThat(find("two").intervals()).hasSize(3);
    assertThat(find("one").intervals()).hasSize(7);
    assertThat(ids()).containsExactly("two", "one");
  }

  @Test
  void theLastTenOfTwelveAreKeptEachWithItsOwnTotals() {
    List<List<Figures>> told = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      told.add(run("run-" + i, 20 + i));
      shrink();
    }
    assertThat(ids())
        .containsExactlyElementsOf(
            IntStream.iterate(12, i -> i > 2, i -> i - 1).mapToObj(i -> "run-" + i).toList());
    assertThat(sessions.find("run-2")).isEmpty();
    for (int i = 3; i <= 12; i++) {
      RunTimeline store = find("run-" + i);
      Figures expected = MERGING.mergeFigures(told.get(i - 1), null);
      assertThat(whole(store)).usingRecursiveComparison().isEqualTo(expected);
      assertThat(whole(store).count()).isEqualTo(4 * 201L * (20 + i));
      assertThat(store.intervals()).as("nothing had to be given up").hasSize(20 + i);
    }
  }

  @Test
  void tenRunsOfAnHourStayWithinTheBudgetAndExact() {
    Figures expected = MERGING.mergeFigures(run("hour-0", 3_600), null);
    Histogram hour = recordedInOne(3_600);
    for (int i = 1; i < RetainedRuns.MOST; i++) {
      run("hour-" + i, 3_600);
      shrink();
    }
    long ended = sessions.bytes() - find("hour-9").ownBytes();
    assertThat(ended).isBetween(RetainedRuns.ENDED_BYTES / 2, RetainedRuns.ENDED_BYTES);
    assertThat(sessions.bytes()).isLessThan(16_500_000);
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < RetainedRuns.MOST; i++) {
      RunTimeline store = find("hour-" + i);
      sizes.add(store.intervals().size());
      assertThat(whole(store)).usingRecursiveComparison().isEqualTo(expected);
      Latency latency = whole(store).latency();
      assertThat(latency.count()).isEqualTo(hour.getTotalCount());
      assertThat(latency.p50Nanos()).isEqualTo(hour.getValueAtPercentile(50));
      assertThat(latency.p999Nanos()).isEqualTo(hour.getValueAtPercentile(99.9));
    }
    assertThat(sizes.get(9)).isEqualTo(3_600);
    assertThat(sizes.get(0)).as("the oldest gave up first").isLessThan(sizes.get(8));
    assertThat(sizes).as("and yet all can be looked at").allMatch(size -> size > 20);
  }

  @Test
  void anIntervalOfAnEndedRunStaysExactHoweverItIsMerged() {
    List<Figures> told = run("long", 1_800);
    RunTimeline store = find("long");
    run("next", 1);
    IntervalCoarsener coarsening = store.coarsening(store.ownBytes(), 7);
    assertThat(coarsening.advance(1_799)).isTrue();
    store.replaceBy(coarsening.merged());
    List<Interval> intervals = store.intervals();
    assertThat(intervals).hasSizeBetween(7, 8);
    Instant at = intervals.get(0).start();
    int seen = 0;
    for (Interval interval : intervals) {
      assertThat(interval.start()).isEqualTo(at);
      at = interval.end();
      int seconds = (int) Duration.between(interval.start(), at).toSeconds();
      assertThat(interval.figures())
          .usingRecursiveComparison()
          .isEqualTo(MERGING.mergeFigures(told.subList(seen, seen + seconds), null));
      assertThat(interval.errors().types())
          .containsExactly(new ErrorCounts.Count("Timeout", 4L * seconds));
      Selection same = new Selection(interval.start(), at, true, Long.MAX_VALUE);
      assertThat(store.range(same, "operation-2").figures().latency())
          .isEqualTo(OperationFigures.in(interval.figures(), "operation-2").latency());
      seen += seconds;
    }
    assertThat(seen).isEqualTo(1_800);
    assertThat(intervals.get(0).status()).isEqualTo(RunStatus.WARMUP);
    assertThat(intervals.get(0).figures().lengthNanos()).isEqualTo(5_000_000_000L);
  }

  @Test
  void toShrinkIsDoneInSmallStepsAndIsVisibleOnlyWhenItIsDone() {
    run("before", 1_500);
    run("now", 1);
    int steps = 0;
    while (find("before").intervals().size() == 1_500) {
      assertThat(sessions.shrink()).isTrue();
      steps++;
    }
    assertThat(steps).isGreaterThan(20);
    assertThat(find("before").intervals()).hasSizeLessThan(1_200);
    assertThat(whole(find("before")).latency().count()).isEqualTo(1_500 * 800);
  }

  @Test
  void theCurrentRunIsNeverShrunk() {
    run("before", 1_500);
    assertThat(find("before").ownBytes()).isGreaterThan(RetainedRuns.ENDED_BYTES);
    run("now", 2_000);
    long before = find("now").ownBytes();
    shrink();
    assertThat(find("now").intervals()).hasSize(2_000);
    assertThat(find("now").ownBytes()).isEqualTo(before);
    assertThat(find("before").ownBytes()).isLessThanOrEqualTo(RetainedRuns.ENDED_BYTES);
  }

  @Test
  void runsOfPausesAloneAreBoundedToo() {
    for (int run = 0; run < 4; run++) {
      for (int i = 0; i < 2_000; i++) {
        RunStatus status = i % 2 == 0 ? RunStatus.RUNNING : RunStatus.PAUSED;
        tell("paused-" + run, status, SECONDS.get(i % SECONDS.size()));
      }
    }
    assertThat(sessions.bytes() - find("paused-3").ownBytes())
        .isGreaterThan(RetainedRuns.ENDED_BYTES);
    shrink();
    assertThat(sessions.bytes() - find("paused-3").ownBytes())
        .isLessThanOrEqualTo(RetainedRuns.ENDED_BYTES);
  }

  @Test
  void anEndedRunKeepsItsCountsButNotItsLongLists() {
    List<WorkerFigures> listed =
        LongStream.rangeClosed(1, 1_000)
            .mapToObj(
                i ->
                    new WorkerFigures(
                        i, "pool", i, WorkerFigures.State.IDLE, 1, 0, 0, null, 0, null))
            .toList();
    ErrorEvent event = new ErrorEvent(Snapshots.START, "T", "m", "read", "worker-001", "pool");
    List<ErrorEvent> recent = Collections.nCopies(1_000, event);
    Workers workers = new Workers(1_007, 0, 1_000, 7, 7, 0, 0, listed);
    Errors errors = new Errors(5_000, List.of(), recent, List.of(event), 4_000, ErrorNames.NONE);
    sequence++;
    sessions.onSnapshot(
        snapshot("one", Snapshots.interval(sequence, RunStatus.COMPLETED), workers, errors));
    assertThat(find("one").latest().workers().listed()).hasSize(1_000);

    run("two", 1);
    Snapshot ended = find("one").latest();
    assertThat(ended.workers().listed()).isEqualTo(listed.subList(0, 200));
    assertThat(ended.workers().unlisted()).isEqualTo(807);
    assertThat(ended.workers().total()).isEqualTo(1_007);
    assertThat(ended.errors().recent()).hasSize(100);
    assertThat(ended.errors().total()).isEqualTo(5_000);
    assertThat(ended.errors().notSampled()).isEqualTo(4_000);
  }
}
