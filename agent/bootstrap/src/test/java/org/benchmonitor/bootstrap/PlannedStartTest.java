package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that tell the start that they were planned for. */
class PlannedStartTest extends InstalledRecording {
  private static final long SECOND = 1_000_000_000L;

  private final Site site = recording.sites().add("read", null);

  private void correct(PlannedStart.Unit unit) {
    recording.sites().correct(site, Correction.ofPlan("planned", new PlannedStart(unit, null)));
  }

  private CellCounts corrected(Site of) {
    return counts(recording.reader().operations().corrected(of.operation()), false);
  }

  private void callPlannedAt(long planned) {
    Probe.exitPlanned(Probe.enterPlannedAt(site.id(), null, planned), null, null);
  }

  private void callPlanned(Object planned) {
    Probe.exitPlanned(Probe.enterPlanned(site.id(), null, planned), null, null);
  }

  private static long inUnit(PlannedStart.Unit unit, long nanosAgo) {
    Instant then = Instant.now().minusNanos(nanosAgo);
    long epochNanos = then.getEpochSecond() * SECOND + then.getNano();
    return switch (unit) {
      case NS -> epochNanos;
      case US -> epochNanos / 1_000;
      case MS -> epochNanos / 1_000_000;
      case NANOTIME -> System.nanoTime() - nanosAgo;
    };
  }

  @ParameterizedTest
  @EnumSource(PlannedStart.Unit.class)
  void theLatencyCountsFromThePlannedStartBesideTheRawOne(PlannedStart.Unit unit) {
    correct(unit);

    callPlannedAt(inUnit(unit, 5 * SECOND));
    callPlanned(inUnit(unit, 5 * SECOND));

    assertThat(count(site, false)).isEqualTo(2);
    assertThat(counts(site.operation(), false).max()).isLessThan(SECOND);
    assertThat(corrected(site).total()).isEqualTo(2);
    assertThat(corrected(site).min()).isBetween(5 * SECOND - 1_000_000, 6 * SECOND);
    assertThat(site.unplanned() + site.early()).isZero();
    assertThat(recording.reader().operations().name(1)).isNull();
  }

  @Test
  void aCallThatBeginsBeforeItsPlannedStartWaitsForNothing() {
    correct(PlannedStart.Unit.NANOTIME);

    callPlannedAt(System.nanoTime() + 5 * SECOND);

    assertThat(site.early()).isEqualTo(1);
    assertThat(corrected(site).total()).isEqualTo(1);
    assertThat(corrected(site).max()).isEqualTo(counts(site.operation(), false).max());
  }

  @Test
  void aCallThatTellsNoPlannedStartIsInNoCorrectedLatency() {
    correct(PlannedStart.Unit.MS);

    callPlannedAt(0);
    callPlannedAt(-5);
    // Of another unit: seconds, and nanoseconds.
    callPlannedAt(System.currentTimeMillis() / 1_000);
    callPlannedAt(System.currentTimeMillis() * 1_000_000);
    callPlannedAt(Long.MAX_VALUE);
    callPlannedAt(Long.MIN_VALUE);
    callPlanned(null);
    callPlanned("1");
    callPlanned(new AtomicLong(System.currentTimeMillis()));
    callPlanned(Double.NaN);
    callPlanned((double) System.currentTimeMillis());

    assertThat(count(site, false)).isEqualTo(11);
    assertThat(site.unplanned()).isEqualTo(10);
    assertThat(corrected(site).total()).isEqualTo(1);
  }

  @Test
  void whatThePathToItThrowsIsCountedAndKept() {
    PlannedStart planned =
        new PlannedStart(
            PlannedStart.Unit.MS,
            root -> {
              throw new IllegalStateException();
            });
    recording.sites().correct(site, Correction.ofPlan("planned", planned));

    callPlanned("root");

    assertThat(count(site, false)).isEqualTo(1);
    assertThat(site.unplanned()).isEqualTo(1);
    assertThat(site.suppressed()).isZero();
  }

  @Test
  void failedCallsAreInNoCorrectedLatency() {
    correct(PlannedStart.Unit.NANOTIME);

    Frame frame = Probe.enterPlannedAt(site.id(), null, System.nanoTime() - SECOND);
    Probe.exitPlanned(frame, null, new IllegalStateException());

    assertThat(count(site, true)).isEqualTo(1);
    assertThat(corrected(site).total()).isZero();
  }

  @Test
  void aStageIsCorrectedWhenItCompletes() {
    correct(PlannedStart.Unit.NANOTIME);
    CompletableFuture<String> stage = new CompletableFuture<>();
    Frame frame = Probe.enterPlannedAt(site.id(), null, System.nanoTime() - 3 * SECOND);
    Probe.exitAsync(frame, stage, null);
    assertThat(corrected(site).total()).isZero();
    // Another call on the same frame must not change what the first one was planned for.
    callPlannedAt(System.nanoTime() - 9 * SECOND);

    stage.complete("done");

    assertThat(corrected(site).total()).isEqualTo(2);
    assertThat(corrected(site).min()).isBetween(3 * SECOND, 4 * SECOND);
    assertThat(count(site, false)).isEqualTo(2);
  }

  @Test
  void aResultThatIsNoStageEndsTheCall() {
    correct(PlannedStart.Unit.NANOTIME);
    Frame frame = Probe.enterPlannedAt(site.id(), null, System.nanoTime() - SECOND);
    Probe.exitAsync(frame, "no stage", null);

    assertThat(corrected(site).total()).isEqualTo(1);
  }

  @Test
  void aCallbackIsCorrectedWhenItIsCalledAndACallWithoutOneWhenItReturns() {
    correct(PlannedStart.Unit.NANOTIME);
    Frame without = Probe.enterPlanned(site.id(), null, System.nanoTime() - SECOND);
    Probe.exitCallback(without, Probe.awaitCallback(Runnable.class, null, without), null);
    assertThat(corrected(site).total()).isEqualTo(1);

    Frame with = Probe.enterPlanned(site.id(), null, System.nanoTime() - SECOND);
    AsyncOperation awaited = new AsyncOperation(with);
    Probe.exitCallback(with, awaited, null);
    assertThat(corrected(site).total()).isEqualTo(1);
    awaited.accept(null, null);
    assertThat(corrected(site).total()).isEqualTo(2);
    assertThat(corrected(site).min()).isGreaterThanOrEqualTo(SECOND);
  }

  @Test
  void aSiteWithoutARuleCountsAsBefore() {
    Site other = recording.sites().add("other", null);
    correct(PlannedStart.Unit.NANOTIME);
    callPlannedAt(System.nanoTime() - SECOND);

    Probe.exit(Probe.enter(other.id()), null);
    Probe.exitAsync(Probe.enter(other.id()), CompletableFuture.completedFuture(""), null);

    assertThat(count(other, false)).isEqualTo(2);
    assertThat(recording.reader().operations().corrected(other.operation())).isEqualTo(-1);
    assertThat(corrected(site).total()).isEqualTo(1);
  }

  @Test
  void aPauseIsNoWait() throws InterruptedException {
    correct(PlannedStart.Unit.NANOTIME);
    long planned = System.nanoTime();
    recording.sites().pause();
    Thread worker = new Thread(() -> callPlannedAt(planned));
    worker.start();
    while (recording.sites().waiting() == 0) {
      Thread.onSpinWait();
    }
    Thread.sleep(300);
    recording.sites().resume();
    worker.join();

    assertThat(corrected(site).total()).isEqualTo(1);
    long paused = 300_000_000;
    long passed = System.nanoTime() - planned;
    assertThat(corrected(site).max()).isLessThan(passed - paused + 1);
  }

  @Test
  void onlyTheLastPausesAreKnown() {
    Pauses pauses = new Pauses();
    assertThat(pauses.nanosWithin(0, 1_000)).isZero();
    for (long i = 0; i < 2L * Pauses.MOST; i++) {
      pauses.begin(100 * i);
      pauses.begin(100 * i + 1);
      pauses.end(100 * i + 10);
      pauses.end(100 * i + 11);
    }
    long end = 200L * Pauses.MOST;
    assertThat(pauses.nanosWithin(end - 100, end)).isEqualTo(10);
    assertThat(pauses.nanosWithin(end - 95, end)).isEqualTo(5);
    assertThat(pauses.nanosWithin(end - 195, end - 98)).isEqualTo(5 + 2);
    assertThat(pauses.nanosWithin(end - 80, end)).isZero();
    assertThat(pauses.nanosWithin(0, end)).isEqualTo(10L * Pauses.MOST);

    pauses.begin(end);
    assertThat(pauses.nanosWithin(end - 95, end + 7)).isEqualTo(5 + 7);
  }
}
