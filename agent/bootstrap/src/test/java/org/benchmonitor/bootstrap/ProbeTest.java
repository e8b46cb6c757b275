package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ProbeTest extends InstalledRecording {
  private final Site outer = recording.sites().add("outer", null);
  private final Site inner = recording.sites().add("inner", null);
  private final Site alsoOuter = recording.sites().add("outer", null);

  private void call(Site site) {
    Probe.exit(Probe.enter(site.id()), null);
  }

  @Test
  void withoutARecordingNothingIsEntered() {
    Probe.install(null);
    assertThat(Probe.enter(outer.id())).isNull();
    assertThat(Probe.enterNamed(outer.id(), "x")).isNull();
  }

  @Test
  void anUnknownSiteIsNotEntered() {
    assertThat(Probe.enter(60_000)).isNull();
  }

  @Test
  void aReturnIsASuccessAndAThrowAFailure() {
    call(outer);
    IOException thrown = new IOException();
    Probe.exit(Probe.enter(outer.id()), thrown);
    assertThat(count("outer", false)).isEqualTo(1);
    assertThat(errors(outer)).isEqualTo(Map.of("java.io.IOException", 1L));
    Worker worker = recording.reader().takeNewWorkers().get(0);
    assertThat(worker.completed()).isEqualTo(2);
    assertThat(worker.failed()).isEqualTo(1);
    assertThat(worker.lastError()).isEqualTo("java.io.IOException");
    List<Throwable> waiting = new ArrayList<>();
    recording.errors().drain(slot -> waiting.add(slot.thrown()));
    assertThat(waiting).containsExactly(thrown);
  }

  @Test
  void aNestedCallOfTheSameOperationIsNotCountedAgain() {
    Frame frame = Probe.enter(outer.id());
    assertThat(Probe.enter(outer.id())).isNull();
    assertThat(Probe.enter(alsoOuter.id())).isNull();
    Frame between = Probe.enter(inner.id());
    assertThat(Probe.enter(alsoOuter.id())).isNull();
    Probe.exit(between, null);
    Probe.exit(frame, null);
    assertThat(count("outer", false)).isEqualTo(1);
    assertThat(count("inner", false)).isEqualTo(1);
    call(alsoOuter);
    assertThat(count("outer", false)).isEqualTo(2);
  }

  @Test
  void whatIsTriedIsCountedBesideTheRun() {
    Recording trial = Recording.forTrial(2);
    Site tried = trial.sites().add("outer", null);
    Site triedInside = trial.sites().add("inner", null);
    call(tried);
    trial.beginTrial();
    Frame operation = Probe.enter(outer.id());
    Frame frame = Probe.enter(tried.id());
    Frame nested = Probe.enter(triedInside.id());
    assertThat(Probe.enter(tried.id())).isNull();
    Probe.exit(nested, new IOException());
    Probe.exit(frame, null);
    Probe.exit(operation, null);
    assertThat(count("outer", false)).isEqualTo(1);
    assertThat(count("inner", false)).isZero();
    assertThat(recording.reader().takeNewWorkers()).hasSize(1);
    assertThat(countOf(trial, tried, false)).isEqualTo(1);
    assertThat(countOf(trial, triedInside, true)).isEqualTo(1);
    assertThat(trial.reader().threads(tried.operation())).isEqualTo(1);
    assertThat(trial.reader().takeNewWorkers()).hasSize(1);
    Frame open = Probe.enter(tried.id());
    trial.endTrial();
    Probe.exit(open, null);
    trial.close();
    assertThat(Probe.enter(tried.id())).isNull();
  }

  @Test
  void aPauseDoesNotHoldWhatIsTried() {
    Recording trial = Recording.forTrial(2);
    Site tried = trial.sites().add("tried", null);
    trial.beginTrial();
    recording.sites().pause();
    try {
      call(tried);
      assertThat(countOf(trial, tried, false)).isEqualTo(1);
    } finally {
      recording.sites().resume();
      trial.endTrial();
    }
  }

  private static long countOf(Recording of, Site site, boolean failed) {
    CellCounts counts = new CellCounts(of.reader().layout());
    of.reader().read(site.operation(), failed, counts);
    return counts.total();
  }

  @Test
  void leavingHealsWhateverWasLostInside() {
    Frame frame = Probe.enter(outer.id());
    assertThat(Probe.enter(inner.id())).isNotNull();
    Probe.exit(frame, new StackOverflowError());
    Worker worker = recording.reader().takeNewWorkers().get(0);
    assertThat(worker.currentOperation()).isEqualTo(-1);
    call(inner);
    call(outer);
    assertThat(count("inner", false)).isEqualTo(1);
    assertThat(count("outer", false)).isEqualTo(1);
    assertThat(count("outer", true)).isEqualTo(1);
  }

  @Test
  void theOperationUnderWayIsSeenBeforeItEnds() {
    Frame frame = Probe.enter(outer.id());
    Worker worker = recording.reader().takeNewWorkers().get(0);
    assertThat(recording.reader().operations().name(worker.currentOperation())).isEqualTo("outer");
    assertThat(Clock.ticks() - worker.currentStartTicks()).isNotNegative();
    Probe.exit(frame, null);
    assertThat(worker.currentOperation()).isEqualTo(-1);
  }

  @Test
  void aFrameUsedForAnotherOperationCountsThere() {
    for (int i = 0; i < 10; i++) {
      call(outer);
      call(inner);
      call(inner);
    }
    assertThat(count("outer", false)).isEqualTo(10);
    assertThat(count("inner", false)).isEqualTo(20);
  }

  @Test
  void aRuleMakesAReturnedValueAFailure() {
    Site site =
        recording
            .sites()
            .add("checked", returned -> Boolean.TRUE.equals(returned) ? null : "refused");
    for (Object returned : new Object[] {true, false, null}) {
      Probe.exitWith(Probe.enter(site.id()), returned, null);
    }
    assertThat(count("checked", false)).isEqualTo(1);
    assertThat(count("checked", true)).isEqualTo(2);
    assertThat(errors(site)).isEqualTo(Map.of("refused", 2L));
  }

  @Test
  void aFailureOfTheProbeAtTheEndLeavesTheFrame() {
    Frame frame = Probe.enter(outer.id());
    // As an error inside the probe: the number of the site is one that cannot be.
    frame.siteId = -1;
    assertThat(catchThrowable(() -> Probe.exitWith(frame, "x", null))).isNotNull();
    assertThat(Probe.enter(outer.id())).as("the next one").isNotNull();
  }

  @Test
  void aRuleMayCallTheOperationThatItJudges() {
    Site[] self = new Site[1];
    self[0] =
        recording
            .sites()
            .add(
                "checked",
                returned -> {
                  Probe.exitWith(Probe.enter(self[0].id()), returned, null);
                  call(inner);
                  return null;
                });
    Probe.exitWith(Probe.enter(self[0].id()), "x", null);
    assertThat(count("checked", false)).isEqualTo(1);
    assertThat(count("inner", false)).isEqualTo(1);
  }

  /** A type that no proxy can be made of: its loader does not see it. */
  private static Class<?> hiddenInterface() throws Exception {
    try (InputStream bytes = ProbeTest.class.getResourceAsStream("ProbeTest$Callback.class")) {
      return MethodHandles.lookup().defineHiddenClass(bytes.readAllBytes(), false).lookupClass();
    }
  }

  interface Callback {
    void done();
  }

  @Test
  void aCallbackThatCannotBeStoodInForIsTimedUntilTheReturn() throws Exception {
    Frame frame = Probe.enter(outer.id());
    AsyncOperation awaited = Probe.awaitCallback(hiddenInterface(), "callback", frame);
    assertThat(awaited).isNull();
    Probe.exitCallback(frame, null, null);
    assertThat(recording.reader().suppressed()).isZero();
    assertThat(outer.callbackNote())
        .contains("java.lang.String", "can have no other implementation");
    assertThat(outer.withoutCallback()).isEqualTo(1);
    assertThat(recording.reader().asyncInFlight()).isZero();
    assertThat(recording.reader().oldestAsyncNanos()).isZero();
    assertThat(count("outer", false)).isEqualTo(1);
    assertThat(Probe.enter(outer.id())).isNotNull();
  }

  @Test
  void anArgumentNamesTheOperation() {
    Site named = recording.sites().addNamed(recording.sites().newNameSource(null), null);
    Probe.exit(Probe.enterNamed(named.id(), "put"), null);
    Probe.exit(Probe.enterNamed(named.id(), "get"), null);
    Probe.exit(Probe.enterNamed(named.id(), "get"), null);
    assertThat(count("put", false)).isEqualTo(1);
    assertThat(count("get", false)).isEqualTo(2);
  }

  @Test
  void aSiteThatKeepsFailingTurnsItselfOff() {
    for (int i = 0; i < Site.MOST_FAILURES; i++) {
      call(outer);
      Probe.suppressed(new IllegalStateException(), outer.id());
    }
    assertThat(count("outer", false)).isEqualTo(Site.MOST_FAILURES);
    assertThat(Probe.enter(outer.id())).isNull();
    assertThat(Probe.enter(inner.id())).isNotNull();
    assertThat(recording.reader().suppressed()).isEqualTo(Site.MOST_FAILURES);
  }

  @Test
  void anAsynchronousOperationEndsWithItsStage() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    Probe.exitAsync(Probe.enter(outer.id()), stage, null);
    assertThat(count("outer", false)).isZero();
    assertThat(recording.reader().asyncInFlight()).isEqualTo(1);
    stage.complete("done");
    assertThat(count("outer", false)).isEqualTo(1);
    assertThat(recording.reader().asyncInFlight()).isZero();
    assertThat(recording.reader().takeNewWorkers().get(0).completed()).isEqualTo(1);
  }

  @Test
  void theCauseOfAnAsynchronousFailureGivesItsType() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    Probe.exitAsync(Probe.enter(outer.id()), stage, null);
    stage.completeExceptionally(new CompletionException(new IOException()));
    assertThat(errors(outer)).isEqualTo(Map.of("java.io.IOException", 1L));
    assertThat(recording.reader().takeNewWorkers().get(0).lastError())
        .isEqualTo("java.io.IOException");
  }

  @Test
  void theNextOperationMayBeginBeforeAnAsynchronousOneEnds() {
    CompletableFuture<String> first = new CompletableFuture<>();
    CompletableFuture<String> second = new CompletableFuture<>();
    Probe.exitAsync(Probe.enter(outer.id()), first, null);
    Probe.exitAsync(Probe.enter(outer.id()), second, null);
    second.complete("b");
    first.complete("a");
    assertThat(count("outer", false)).isEqualTo(2);
  }

  @Test
  void onlyTheFirstOfSeveralCompletionsCounts() {
    for (int round = 1; round <= 200; round++) {
      Frame frame = Probe.enter(outer.id());
      AsyncOperation operation = new AsyncOperation(frame);
      frame.worker.leave(frame);
      Race.run(3, number -> operation.accept(null, number == 0 ? new IOException() : null));
      operation.accept("late", null);
      assertThat(count("outer", false) + count("outer", true)).isEqualTo(round);
    }
    assertThat(recording.reader().asyncInFlight()).isZero();
    assertThat(recording.reader().takeNewWorkers().get(0).completed()).isEqualTo(200);
  }

  @Test
  void durationsOutsideTheRangeAreBroughtIntoItAndCounted() {
    assertThat(recording.clamp(-1)).isZero();
    assertThat(recording.clamp(CellLayout.HIGHEST + 1)).isEqualTo(CellLayout.HIGHEST);
    assertThat(recording.clamp(17)).isEqualTo(17);
    assertThat(recording.reader().clamped()).isEqualTo(2);
  }

  /** A thread of the agent's. */
  private static final class Own extends Thread implements NoWorker {
    Own(Runnable work) {
      super(work);
    }
  }

  @Test
  void whatTheAgentsOwnThreadsCallIsNeitherCountedNorHeld() throws InterruptedException {
    Site named = recording.sites().addNamed(recording.sites().newNameSource(null), null);
    List<Frame> frames = new ArrayList<>();
    Own own =
        new Own(
            () -> {
              frames.add(Probe.enter(outer.id()));
              recording.sites().pause();
              frames.add(Probe.enter(outer.id()));
              frames.add(Probe.enterNamed(named.id(), "name"));
            });
    own.start();
    own.join();
    recording.sites().resume();
    assertThat(frames).hasSize(3).containsOnlyNulls();
    assertThat(recording.reader().hasBegun()).isFalse();
    assertThat(recording.reader().workersSeen()).isZero();
  }

  /** The group that the agent's threads are in, and those that a library makes there. */
  private static final class OwnGroup extends ThreadGroup implements NoWorker {
    OwnGroup() {
      super("own");
    }
  }

  @Test
  void norIsWhatAThreadCallsThatALibraryMadeInTheAgentsGroup() throws InterruptedException {
    List<Frame> frames = new ArrayList<>();
    Thread accepting =
        new Thread(
            new OwnGroup(),
            () -> {
              frames.add(Probe.enter(outer.id()));
              recording.sites().pause();
              frames.add(Probe.enter(outer.id()));
            });
    accepting.setDaemon(true);
    accepting.start();
    accepting.join(10_000);
    recording.sites().resume();
    assertThat(frames).hasSize(2).containsOnlyNulls();
    assertThat(recording.reader().workersSeen()).isZero();
  }
}
