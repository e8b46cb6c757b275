package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.benchmonitor.bootstrap.Frame;
import org.benchmonitor.bootstrap.Probe;
import org.benchmonitor.bootstrap.Site;
import org.benchmonitor.run.histogram.LatencyBands;
import org.benchmonitor.run.histogram.LatencyHistogram;
import org.benchmonitor.run.model.ErrorCounts;
import org.benchmonitor.run.model.Errors;
import org.benchmonitor.run.model.Figures;
import org.benchmonitor.run.model.Lifetime;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunState;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.model.WorkerFigures;
import org.junit.jupiter.api.Test;

class SamplerTest extends SampledRecording {
  private final Site write = recording.sites().add("write", null);

  private static void broken(Snapshot snapshot) {
    throw new IllegalStateException("a broken listener");
  }

  private Sampler sampler(Duration warmup, Duration ramp, boolean bySessionMethod) {
    return sampler(warmup, ramp, bySessionMethod, SamplerTest::broken);
  }

  private Sampler sampler() {
    return sampler(Duration.ZERO, Duration.ZERO, false);
  }

  private static void fail(Site site, Throwable thrown) {
    Probe.exit(Probe.enter(site.id()), thrown);
  }

  private Snapshot tick(Sampler sampler, long millis) {
    ticker.advance(Duration.ofMillis(millis));
    sampler.tick();
    return last();
  }

  private static OperationFigures operation(Figures figures, String name) {
    return figures.operations().stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theRunBeginsWithItsFirstOperation() {
    Sampler sampler = sampler();
    Snapshot before = tick(sampler, 1000);
    assertThat(before.run().status()).isEqualTo(RunStatus.STARTING);
    assertThat(before.run().start()).isNull();
    assertThat(before.run().elapsed()).isZero();

    ticker.advance(Duration.ofMillis(400));
    call(read, 5);
    Snapshot after = tick(sampler, 600);

    assertThat(after.run().status()).isEqualTo(RunStatus.RUNNING);
    assertThat(after.run().start()).isEqualTo(ManualTicker.ORIGIN.plusMillis(1400));
    assertThat(after.run().elapsed()).isEqualTo(Duration.ofMillis(600));
    assertThat(after.interval().start()).isEqualTo(ManualTicker.ORIGIN.plusMillis(1400));
    assertThat(after.totals().lengthNanos()).isEqualTo(600_000_000);
    assertThat(after.totals().count()).isEqualTo(5);
  }

  @Test
  void anIntervalHoldsWhatCompletedInItAndTheTotalsHoldAll() {
    Sampler sampler = sampler();
    call(read, 3);
    call(write, 1);
    tick(sampler, 1000);
    call(read, 4);
    Snapshot second = tick(sampler, 2500);

    assertThat(second.interval().figures().count()).isEqualTo(4);
    assertThat(second.interval().figures().lengthNanos()).isEqualTo(2_500_000_000L);
    assertThat(second.interval().figures().operations()).hasSize(1);
    assertThat(operation(second.totals(), "read").count()).isEqualTo(7);
    assertThat(operation(second.totals(), "write").count()).isEqualTo(1);
    assertThat(second.totals().latency().count()).isEqualTo(8);
    assertThat(second.totals().lengthNanos()).isEqualTo(3_500_000_000L);
    assertThat(second.sequence()).isEqualTo(2);
  }

  @Test
  void mergedIntervalsAreTheTotals() {
    Sampler sampler = sampler();
    for (int i = 1; i <= 20; i++) {
      call(read, i * 10);
      tick(sampler, 1000);
    }
    LatencyHistogram merged = new LatencyHistogram(2);
    for (Snapshot snapshot : snapshots) {
      merged.add(operation(snapshot.interval().figures(), "read").successes());
    }
    LatencyHistogram total = new LatencyHistogram(2);
    total.add(operation(snapshots.get(19).totals(), "read").successes());
    assertThat(merged.count()).isEqualTo(2100);
    assertThat(merged.percentiles()).isEqualTo(total.percentiles());
  }

  @Test
  void anOperationUnderWayIsNotCountedButSeen() {
    Sampler sampler = sampler();
    Frame open = Probe.enter(read.id());
    Snapshot during = tick(sampler, 700);
    assertThat(during.totals().count()).isZero();
    assertThat(during.workers().inFlight()).isEqualTo(1);
    assertThat(during.workers().oldestInFlightNanos()).isEqualTo(700_000_000);
    WorkerFigures worker = during.workers().listed().get(0);
    assertThat(worker.currentOperation()).isEqualTo("read");
    assertThat(worker.state()).isEqualTo(WorkerFigures.State.ACTIVE);
    assertThat(worker.id()).isEqualTo("worker-001");

    Probe.exit(open, null);
    Snapshot after = tick(sampler, 1000);
    assertThat(after.workers().inFlight()).isZero();
    assertThat(after.totals().count()).isEqualTo(1);
    assertThat(after.workers().active()).isEqualTo(1);
    assertThat(tick(sampler, 1000).workers().idle()).isEqualTo(1);
  }

  @Test
  void eachOperationUnderWayIsAsOldAsItIs() throws InterruptedException {
    Sampler sampler = sampler();
    Frame first = Probe.enter(read.id());
    ticker.advance(Duration.ofMillis(300));
    Frame[] second = new Frame[1];
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Thread other =
        new Thread(
            () -> {
              second[0] = Probe.enter(write.id());
              begun.countDown();
              awaitQuietly(mayEnd);
              Probe.exit(second[0], null);
            });
    other.start();
    begun.await();
    Snapshot during = tick(sampler, 700);
    mayEnd.countDown();
    other.join();
    Probe.exit(first, null);
    assertThat(during.workers().oldestInFlightNanos()).isEqualTo(1_000_000_000);
    assertThat(during.workers().listed())
        .extracting(WorkerFigures::currentOperation, WorkerFigures::currentAgeNanos)
        .containsExactlyInAnyOrder(tuple("read", 1_000_000_000L), tuple("write", 700_000_000L));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theWarmupIsShownButLeftOutOfTheTotals() {
    Sampler sampler = sampler(Duration.ofSeconds(2), Duration.ofSeconds(1), false);
    call(read, 10);
    fail(read, new IllegalStateException("cold"));
    Snapshot warm = tick(sampler, 1000);
    assertThat(warm.run().status()).isEqualTo(RunStatus.WARMUP);
    assertThat(warm.interval().figures().count()).isEqualTo(11);
    assertThat(warm.totals().count()).isZero();
    assertThat(warm.warmupTotals().count()).isEqualTo(11);

    call(read, 7);
    assertThat(tick(sampler, 1000).run().status()).isEqualTo(RunStatus.RAMPING);
    call(read, 6);
    Snapshot last = tick(sampler, 1000);
    assertThat(last.interval().status()).isEqualTo(RunStatus.RAMPING);
    assertThat(last.run().status()).isEqualTo(RunStatus.RUNNING);
    assertThat(last.errors().total()).isZero();

    call(read, 5);
    Snapshot counted = tick(sampler, 1000);
    assertThat(counted.totals().count()).isEqualTo(5);
    assertThat(counted.totals().lengthNanos()).isEqualTo(1_000_000_000L);
    assertThat(counted.warmupTotals().count()).isEqualTo(24);
    assertThat(counted.warmupTotals().errors()).isEqualTo(1);
    assertThat(counted.run().phases())
        .extracting(RunState.Phase::status)
        .containsExactly(
            RunStatus.STARTING, RunStatus.WARMUP, RunStatus.RAMPING, RunStatus.RUNNING);
  }

  @Test
  void theNextCutIsDueAtTheNextPhaseOrAfterAnInterval() {
    Sampler sampler = sampler(Duration.ofMillis(1300), Duration.ZERO, false);
    call(read, 1);
    tick(sampler, 0);
    assertThat(sampler.nanosToNextCut()).isEqualTo(1_000_000_000L);
    tick(sampler, 1000);
    assertThat(sampler.nanosToNextCut()).isEqualTo(300_000_000L);
    tick(sampler, 300);
    assertThat(sampler.nanosToNextCut()).isEqualTo(1_000_000_000L);
  }

  @Test
  void theLastPartialIntervalIsKeptAndNothingFollowsTheEnd() {
    Sampler sampler = sampler();
    call(read, 3);
    tick(sampler, 1000);
    call(read, 2);
    ticker.advance(Duration.ofMillis(250));
    sampler.endRun(RunStatus.COMPLETED, "done");

    Snapshot last = snapshots.get(1);
    assertThat(last.interval().figures().lengthNanos()).isEqualTo(250_000_000L);
    assertThat(last.interval().figures().count()).isEqualTo(2);
    assertThat(last.totals().count()).isEqualTo(5);
    assertThat(last.run().status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(last.run().reason()).isEqualTo("done");
    assertThat(last.interval().marks()).extracting(Mark::text).containsExactly("completed");

    call(read, 1);
    tick(sampler, 1000);
    sampler.endRun(RunStatus.FAILED, "again");
    assertThat(snapshots).hasSize(2);
  }

  @Test
  void aRunShorterThanTheFirstTickIsCountedWhole() {
    Sampler sampler = sampler();
    call(read, 9);
    ticker.advance(Duration.ofMillis(5));
    sampler.endRun(RunStatus.COMPLETED, "done");
    assertThat(snapshots).hasSize(1);
    assertThat(snapshots.get(0).totals().count()).isEqualTo(9);
    assertThat(snapshots.get(0).totals().lengthNanos()).isEqualTo(5_000_000);
  }

  @Test
  void aSessionMethodBoundsTheRunAndASecondOneBeginsAnew() {
    Sampler sampler = sampler(Duration.ZERO, Duration.ZERO, true);
    call(read, 4);
    fail(read, new IllegalStateException("before"));
    assertThat(tick(sampler, 1000).run().status()).isEqualTo(RunStatus.STARTING);
    sampler.beginRun();
    call(read, 3);
    Snapshot first = tick(sampler, 1000);
    assertThat(first.totals().count()).isEqualTo(3);
    assertThat(first.errors().total()).isZero();
    sampler.endRun(RunStatus.COMPLETED, "returned");

    call(read, 50);
    ticker.advance(Duration.ofSeconds(5));
    sampler.beginRun();
    call(read, 2);
    Snapshot second = tick(sampler, 1000);
    assertThat(second.run().status()).isEqualTo(RunStatus.RUNNING);
    assertThat(first.run().id()).isEqualTo("my-run");
    assertThat(second.run().id()).isEqualTo("my-run-2");
    assertThat(second.totals().count()).isEqualTo(2);
    assertThat(second.interval().figures().count()).isEqualTo(2);
    assertThat(second.interval().figures().lengthNanos()).isEqualTo(1_000_000_000L);
  }

  @Test
  void interruptedThreadsBeginAndEndTheirRuns() {
    Sampler sampler = sampler(Duration.ZERO, Duration.ZERO, true);
    Thread.currentThread().interrupt();
    sampler.beginRun();
    call(read, 3);
    ticker.advance(Duration.ofSeconds(1));
    sampler.endRun(RunStatus.COMPLETED, "returned");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(snapshots.get(0).run().status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(snapshots.get(0).totals().count()).isEqualTo(3);
  }

  @Test
  void aFurtherRunKnowsNothingOfTheWorkersOfTheOneBefore() throws Exception {
    Sampler sampler = sampler(Duration.ZERO, Duration.ZERO, true);
    sampler.beginRun();
    call(read, 4);
    fail(read, new IllegalStateException("of the first run"));
    Thread ofTheFirst = new Thread(() -> call(read, 1));
    ofTheFirst.start();
    ofTheFirst.join();
    sampler.endRun(RunStatus.COMPLETED, "returned");
    tick(sampler, 1000);
    sampler.beginRun();
    call(read, 2);
    Snapshot second = tick(sampler, 1000);

    assertThat(second.workers().total()).isEqualTo(1);
    assertThat(second.workers().ended()).isZero();
    WorkerFigures worker = second.workers().listed().get(0);
    assertThat(worker.completed()).isEqualTo(2);
    assertThat(worker.failed()).isZero();
    assertThat(worker.lastError()).isNull();
  }

  @Test
  void betweenRunsEndedThreadsGiveTheirBlocksBackAndTheNextCutIsNotDueAtOnce() throws Exception {
    Sampler sampler = sampler(Duration.ZERO, Duration.ZERO, true);
    sampler.beginRun();
    call(read, 1);
    sampler.endRun(RunStatus.COMPLETED, "returned");
    long bytesAfterTwo = 0;
    for (int i = 0; i < 100; i++) {
      Thread thread = new Thread(() -> call(read, 10), "between-" + i);
      thread.start();
      thread.join();
      tick(sampler, 100);
      if (i == 1) {
        bytesAfterTwo = recording.reader().cellBytes();
      }
    }
    assertThat(recording.reader().cellBytes()).isLessThan(16 * bytesAfterTwo);
    assertThat(sampler.nanosToNextCut()).isEqualTo(1_000_000_000L);
  }

  @Test
  void errorsAreCountedByTypeAndTheLastOnesKept() {
    Sampler sampler = sampler();
    for (int i = 0; i < 5; i++) {
      fail(write, new IllegalStateException("number " + i));
    }
    fail(read, new UnsupportedOperationException());
    messages.drain();
    Errors errors = tick(sampler, 1000).errors();

    assertThat(errors.total()).isEqualTo(6);
    assertThat(errors.byType())
        .extracting(type -> errors.names().shown(type.type()))
        .containsExactly("IllegalStateException", "UnsupportedOperationException");
    assertThat(errors.byType().get(0).count()).isEqualTo(5);
    assertThat(errors.byType().get(0).operations()).containsExactly(Map.entry("write", 5L));
    assertThat(errors.byType().get(0).sampleMessage()).isEqualTo("number 0");
    assertThat(errors.fresh()).hasSize(6);
    assertThat(errors.recent()).as("as many as the option says").hasSize(3);
    assertThat(errors.notSampled()).isZero();
    assertThat(operation(snapshots.get(0).totals(), "write").errors()).isEqualTo(5);
    assertThat(operation(snapshots.get(0).totals(), "write").latency().count()).isZero();
  }

  @Test
  void anIntervalKnowsItsOwnErrorsByType() {
    Sampler sampler = sampler(Duration.ofSeconds(1), Duration.ZERO, false);
    fail(read, new IllegalStateException());
    Snapshot warmup = tick(sampler, 1000);
    fail(write, new IllegalStateException());
    fail(read, new IllegalStateException());
    fail(read, new UnsupportedOperationException());
    Snapshot second = tick(sampler, 1000);
    Snapshot third = tick(sampler, 1000);

    assertThat(warmup.interval().errors().types())
        .containsExactly(new ErrorCounts.Count("java.lang.IllegalStateException", 1));
    assertThat(second.interval().errors().types())
        .containsExactly(
            new ErrorCounts.Count("java.lang.IllegalStateException", 2),
            new ErrorCounts.Count("java.lang.UnsupportedOperationException", 1));
    assertThat(third.interval().errors()).isSameAs(ErrorCounts.NONE);
    assertThat(third.errors().byType()).extracting(Errors.Type::count).containsExactly(2L, 1L);
  }

  @Test
  void errorsFromBeforeARunAreInNoIntervalOfIt() {
    Sampler sampler = sampler(Duration.ZERO, Duration.ZERO, true);
    fail(read, new IllegalStateException("before"));
    sampler.beginRun();
    fail(read, new UnsupportedOperationException());
    assertThat(tick(sampler, 1000).interval().errors().types())
        .containsExactly(new ErrorCounts.Count("java.lang.UnsupportedOperationException", 1));
  }

  @Test
  void theBandsOfAnIntervalHoldItsSuccesses() {
    Sampler sampler = sampler();
    call(read, 30);
    fail(read, new IllegalStateException());
    tick(sampler, 1000);
    call(read, 12);
    Snapshot second = tick(sampler, 1000);
    assertThat(inBands(second.interval().figures())).isEqualTo(12);
    assertThat(inBands(second.totals())).isEqualTo(42);
  }

  private static long inBands(Figures figures) {
    long[] counts = new long[LatencyBands.COUNT];
    operation(figures, "read").successes().bands().addTo(counts);
    return LongStream.of(counts).sum();
  }

  @Test
  void hostileExceptionsCostTheirMessageOnly() {
    Sampler sampler = sampler();
    fail(
        read,
        new IllegalStateException() {
          @Override
          public String getMessage() {
            throw new StackOverflowError();
          }
        });
    fail(read, new IllegalArgumentException("x".repeat(1_000_000)));
    messages.drain();
    Errors errors = tick(sampler, 1000).errors();
    assertThat(errors.total()).isEqualTo(2);
    assertThat(errors.fresh().get(0).message()).isNull();
    assertThat(errors.fresh().get(1).message()).hasSize(512);
  }

  @Test
  void aListenerThatThrowsIsCountedAndTheOthersAreTold() {
    Sampler sampler = sampler();
    tick(sampler, 1000);
    tick(sampler, 1000);
    assertThat(snapshots).hasSize(2);
    assertThat(snapshots.get(1).cost().listenerFailures()).isEqualTo(1);
  }

  @Test
  void threadsThatHaveEndedKeepTheirCountsAndGiveTheirBlocksBack() throws Exception {
    Sampler sampler = sampler();
    long bytesAfterTwo = 0;
    for (int i = 0; i < 100; i++) {
      Thread thread = new Thread(() -> call(read, 10), "short-" + i);
      thread.start();
      thread.join();
      tick(sampler, 100);
      if (i == 1) {
        bytesAfterTwo = recording.reader().cellBytes();
      }
    }
    Snapshot last = snapshots.get(99);
    assertThat(last.totals().count()).isEqualTo(1000);
    assertThat(last.workers().total()).isEqualTo(100);
    assertThat(last.workers().ended()).isEqualTo(100);
    assertThat(last.workers().listed()).allMatch(worker -> worker.completed() == 10);
    assertThat(recording.reader().cellBytes())
        .as("blocks are leased again instead of made anew")
        .isLessThan(16 * bytesAfterTwo);
  }

  private static long counted(Lifetime lifetime, String operation) {
    return operation(lifetime.operations().get(), operation).count();
  }

  @Test
  void theLifetimeGoesOnOverAllRunsAndHasTheWarmUp() {
    Sampler sampler = sampler(Duration.ofSeconds(2), Duration.ZERO, false);
    Lifetime before = sampler.lifetime();
    assertThat(before.since()).isEqualTo(ManualTicker.ORIGIN);
    assertThat(before.operations().get().operations())
        .as("from their registration on")
        .extracting(OperationFigures::name)
        .contains("read", "write");
    assertThat(counted(before, "write")).isZero();

    call(read, 3);
    tick(sampler, 1000);
    assertThat(last().totals().count()).as("warm-up").isZero();
    assertThat(counted(sampler.lifetime(), "read")).isEqualTo(3);
    tick(sampler, 1500);
    call(read, 4);
    fail(write, new IllegalStateException());
    tick(sampler, 1000);
    sampler.endRun(RunStatus.COMPLETED, "the first");
    Lifetime first = sampler.lifetime();
    assertThat(counted(first, "read")).isEqualTo(7);
    assertThat(counted(first, "write")).isEqualTo(1);
    assertThat(operation(first.operations().get(), "write").errorLatency().count()).isEqualTo(1);
    assertThat(first.errors())
        .containsExactly(
            new Lifetime.ErrorCount("write", IllegalStateException.class.getName(), 1));

    sampler.beginRun();
    assertThat(last().run().id()).isNotNull();
    call(read, 5);
    fail(write, new IllegalStateException());
    tick(sampler, 3000);
    tick(sampler, 1000);
    Lifetime second = sampler.lifetime();
    assertThat(counted(second, "read")).isEqualTo(12);
    assertThat(second.errors())
        .containsExactly(
            new Lifetime.ErrorCount("write", IllegalStateException.class.getName(), 2));
    assertThat(second.since()).isEqualTo(first.since());
  }
}
