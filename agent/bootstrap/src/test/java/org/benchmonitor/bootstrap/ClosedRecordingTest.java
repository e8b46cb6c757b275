package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a recording holds and does once the agent has left. */
class ClosedRecordingTest extends InstalledRecording {
  ClosedRecordingTest() {
    super(2);
  }

  private final Site site =
      recording.sites().add("read", returned -> "ok".equals(returned) ? null : "bad");

  private void leave() {
    Probe.install(null);
    recording.close();
  }

  private long count(boolean failed) {
    return count(site, failed);
  }

  @Test
  void countersErrorsAndListenersAreGone() {
    recording.onRunBoundary(
        new RunBoundaryListener() {
          @Override
          public void entered() {}

          @Override
          public void left(Throwable thrown) {}

          @Override
          public void exiting(int code) {}
        });
    for (int i = 0; i < 1000; i++) {
      Probe.exit(Probe.enter(site.id()), i % 10 == 0 ? new IllegalStateException() : null);
    }
    long full = recording.reader().cellBytes();
    leave();
    assertThat(recording.reader().cellBytes()).isLessThan(full / 2);
    assertThat(recording.runBoundary()).isNull();
    assertThat(recording.errors().types()).isEmpty();
    assertThat(errors(site)).isEmpty();
    recording.errors().drain(slot -> assertThat(slot).as("an error that is kept").isNull());
    assertThat(recording.reader().takeNewWorkers()).isEmpty();
    assertThat(Sites.get(site.id())).isNull();
    assertThat(Sites.state(site.id())).isEqualTo(Sites.OFF);
    assertThat(Probe.enter(site.id())).isNull();
  }

  @Test
  void whatIsUnderWayEndsWellAndIsNotKept() {
    Frame outer = Probe.enter(site.id());
    CompletableFuture<String> stage = new CompletableFuture<>();
    Probe.exitAsync(outer, stage, null);
    Frame frame = Probe.enter(site.id());
    leave();
    Probe.exit(frame, new IllegalStateException());
    stage.completeExceptionally(new IllegalStateException());
    recording.errors().drain(slot -> assertThat(slot).as("an error that is kept").isNull());
    assertThat(recording.reader().asyncInFlight()).isZero();
    assertThat(recording.reader().suppressed()).isZero();
  }

  @Test
  void whatNeverCompletesKeepsNothingOfTheHost() {
    Runnable callback = () -> {};
    Frame frame = Probe.enter(site.id());
    AsyncOperation awaited = Probe.awaitCallback(Runnable.class, callback, frame);
    assertThat(awaited.takeCallback()).isInstanceOf(Runnable.class);
    assertThat(awaited.takeCallback()).isNull();
    Probe.exitCallback(frame, awaited, null);
    assertThat(recording.reader().oldestAsyncNanos()).isPositive();
    leave();
    assertThat(recording.reader().oldestAsyncNanos()).isZero();
    awaited.accept(null, null);
    assertThat(recording.reader().asyncInFlight()).isZero();
  }

  @Test
  void aSiteThatIsRetiredCountsNothingButLetsWhatIsInsideEndByItsRule() {
    Frame inside = Probe.enter(site.id());
    recording.sites().retire(List.of(site), true);
    assertThat(Probe.enter(site.id())).isNull();
    recording.sites().pause();
    recording.sites().resume();
    assertThat(Probe.enter(site.id())).as("after a pause").isNull();
    Probe.exitWith(inside, "no", null);
    assertThat(count(true)).isOne();
    recording.sites().retire(List.of(site), false);
    Probe.exitWith(Probe.enter(site.id()), "ok", null);
    assertThat(count(false)).isOne();
    recording.sites().forget(List.of(site));
    assertThat(Sites.get(site.id())).isNull();
    assertThat(count(true) + count(false)).isEqualTo(2);
  }

  @Test
  void theNumbersOfSitesNeverRunOut() {
    for (int round = 0; round < 50; round++) {
      Recording next = new Recording(2, 1, 1);
      for (int i = 0; i < Sites.CAPACITY / 20; i++) {
        next.sites().add("read", null);
      }
      Probe.install(next);
      Probe.install(null);
      next.close();
    }
  }
}
