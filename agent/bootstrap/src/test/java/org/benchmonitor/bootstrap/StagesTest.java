package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Operations that end with the stages they return. */
class StagesTest extends InstalledRecording {
  private final Site site = recording.sites().add("send", null);

  private long count(boolean failed) {
    return count(site, failed);
  }

  private void send(Object stage) {
    Probe.exitAsync(Probe.enter(site.id()), stage, null);
  }

  @Test
  void aStageThatIsReturnedAgainGetsNoSecondDependent() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    for (int i = 0; i < 100; i++) {
      send(stage);
    }
    assertThat(stage.getNumberOfDependents()).isEqualTo(1);
    assertThat(recording.reader().asyncInFlight()).isEqualTo(100);
    assertThat(count(false)).isZero();
    stage.complete("done");
    assertThat(count(false)).isEqualTo(100);
    assertThat(recording.reader().asyncInFlight()).isZero();
  }

  @Test
  void beyondTheBoundCallsEndWithTheirReturn() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    for (int i = 0; i < 3_000; i++) {
      send(stage);
    }
    int beyond = 3_000 - AsyncOperation.MOST_WAITING;
    assertThat(count(false)).isEqualTo(beyond);
    assertThat(site.stagesBeyond()).isEqualTo(beyond);
    assertThat(stage.getNumberOfDependents()).isEqualTo(1);
    stage.completeExceptionally(new IOException());
    assertThat(count(true)).isEqualTo(AsyncOperation.MOST_WAITING);
    assertThat(count(false) + count(true)).isEqualTo(3_000);
    assertThat(recording.reader().asyncInFlight()).isZero();
  }

  @Test
  void aCompletedStageIsCountedAtOnce() {
    CompletableFuture<String> stage = CompletableFuture.completedFuture("done");
    send(stage);
    send(CompletableFuture.failedFuture(new IOException()));
    assertThat(count(false)).isEqualTo(1);
    assertThat(count(true)).isEqualTo(1);
    assertThat(stage.getNumberOfDependents()).isZero();
    assertThat(recording.reader().asyncInFlight()).isZero();
  }

  /** As those of libraries are, which have no type in common. */
  public interface Told<V> extends Future<V> {
    Told<V> addListener(Runnable listener, Executor executor);
  }

  private static class Telling extends FutureTask<String> implements Told<String> {
    private final List<Runnable> listeners = new ArrayList<>();

    Telling() {
      super(() -> "unused");
    }

    @Override
    public Told<String> addListener(Runnable listener, Executor executor) {
      Runnable telling = () -> executor.execute(listener);
      if (isDone()) {
        telling.run();
      } else {
        listeners.add(telling);
      }
      return this;
    }

    @Override
    protected void done() {
      listeners.forEach(Runnable::run);
    }

    void complete() {
      set("done");
    }

    void fail(Throwable failure) {
      setException(failure);
    }
  }

  @Test
  void aFutureThatTakesListenersIsAwaited() {
    Telling ok = new Telling();
    Telling failing = new Telling();
    Telling cancelled = new Telling();
    for (Telling one : List.of(ok, failing, cancelled, ok)) {
      send(one);
    }
    assertThat(ok.listeners).hasSize(1);
    assertThat(count(false) + count(true)).isZero();
    assertThat(recording.reader().asyncInFlight()).isEqualTo(4);
    Thread.currentThread().interrupt();
    ok.complete();
    failing.fail(new IOException());
    assertThat(Thread.interrupted()).as("the host's own interrupt").isTrue();
    cancelled.cancel(true);
    send(ok);
    assertThat(count(false)).isEqualTo(3);
    assertThat(count(true)).isEqualTo(2);
    assertThat(errors(site).keySet())
        .containsExactly("java.io.IOException", "java.util.concurrent.CancellationException");
    assertThat(recording.reader().asyncInFlight()).isZero();
  }

  @Test
  void aFutureThatTakesNoneOrRefusesThemEndsWithItsReturn() {
    send(new FutureTask<>(() -> "never run"));
    send(
        new Telling() {
          @Override
          public Told<String> addListener(Runnable listener, Executor executor) {
            throw new IllegalStateException("no");
          }
        });
    send(
        new Telling() {
          @Override
          public Told<String> addListener(Runnable listener, Executor executor) {
            // Too early; who asked for the result now would wait.
            listener.run();
            return this;
          }
        });
    assertThat(count(false)).isEqualTo(3);
    assertThat(site.notAwaited()).as("the task, and the refusing one").isEqualTo(2);
    send("text");
    send(null);
    send((Flow.Publisher<String>) subscriber -> {});
    assertThat(count(false)).isEqualTo(6);
    assertThat(site.notAwaited()).isEqualTo(3);
    assertThat(recording.reader().asyncInFlight()).isZero();
  }

  private Object replace(Object returned) {
    return Probe.exitReplacing(Probe.enter(site.id()), returned, null);
  }

  @SuppressWarnings("unchecked")
  private CompletableFuture<String> replaceStage(CompletableFuture<String> stage) {
    return (CompletableFuture<String>) replace(stage);
  }

  @Test
  void whatGoesOnBehindAReplacedStageComesAfterItsOperation() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    CompletableFuture<String> instead = replaceStage(stage);
    assertThat(instead).isNotSameAs(stage);
    assertThat(replaceStage(stage)).as("returned again").isSameAs(instead);
    assertThat(stage.getNumberOfDependents()).isEqualTo(1);
    CompletableFuture<Long> counted = instead.thenApply(any -> count(false));
    CompletableFuture<Long> reallyCounted = stage.thenApply(any -> count(false));
    assertThat(recording.reader().asyncInFlight()).isEqualTo(2);
    stage.complete("done");
    assertThat(instead).isCompletedWithValue("done");
    assertThat(counted.join()).isEqualTo(2);
    assertThat(reallyCounted.join()).as("last in, first out").isZero();
    assertThat(replaceStage(stage)).as("complete already").isSameAs(stage);
    assertThat(count(false)).isEqualTo(3);
    assertThat(recording.reader().asyncInFlight()).isZero();
  }

  @Test
  void aReplacedStageFailsAndIsCancelledAsTheReturnedOne() {
    CompletableFuture<String> failing = new CompletableFuture<>();
    CompletableFuture<Throwable> told = replaceStage(failing).handle((result, failure) -> failure);
    IOException failure = new IOException();
    failing.completeExceptionally(failure);
    assertThat(told.join()).isSameAs(failure);
    CompletableFuture<String> cancelled = new CompletableFuture<>();
    replaceStage(cancelled).cancel(true);
    assertThat(cancelled).isCancelled();
    CompletableFuture<String> completed = new CompletableFuture<>();
    replaceStage(completed).complete("by the caller");
    assertThat(completed).isCompletedWithValue("by the caller");
    assertThat(errors(site).keySet())
        .containsExactly("java.io.IOException", "java.util.concurrent.CancellationException");
    assertThat(count(false)).isEqualTo(1);
    assertThat(recording.reader().asyncInFlight()).isZero();
  }

  @Test
  void whatIsNoneOfTheTypesIsNotReplaced() {
    Telling telling = new Telling();
    assertThat(replace(telling)).isSameAs(telling);
    assertThat(replace("text")).isEqualTo("text");
    assertThat(replace(null)).isNull();
    CompletableFuture<String> own = new CompletableFuture<String>() {};
    assertThat(replace(own)).isSameAs(own);
    CompletableFuture<String> awaited = new CompletableFuture<>();
    send(awaited);
    assertThat(replace(awaited)).as("another method awaits it").isSameAs(awaited);
    assertThat(count(false)).isEqualTo(2);
    telling.complete();
    own.complete("done");
    awaited.complete("done");
    assertThat(count(false)).isEqualTo(6);
    assertThat(recording.reader().asyncInFlight()).isZero();
  }

  @Test
  void moreStagesThanPlacesAreStillTimedUntilTheyComplete() {
    List<CompletableFuture<String>> stages = new ArrayList<>();
    for (int i = 0; i < 3 * InFlight.PLACES; i++) {
      stages.add(new CompletableFuture<>());
      send(stages.get(i));
    }
    assertThat(count(false)).isZero();
    assertThat(recording.reader().asyncInFlight()).isEqualTo(stages.size());
    stages.forEach(stage -> stage.complete("done"));
    assertThat(count(false)).isEqualTo(stages.size());
    assertThat(recording.reader().asyncInFlight()).isZero();
  }

  @Test
  void aStageOfManyOperationsIsFoundAmongManyOthers() {
    CompletableFuture<String> shared = new CompletableFuture<>();
    send(shared);
    send(shared);
    List<CompletableFuture<String>> others = new ArrayList<>();
    for (int i = 0; i < 3 * InFlight.PLACES; i++) {
      others.add(new CompletableFuture<>());
      send(others.get(i));
    }
    send(shared);
    assertThat(shared.getNumberOfDependents()).isEqualTo(1);
    shared.complete("done");
    assertThat(count(false)).isEqualTo(3);
  }

  @Test
  void aStageThatFindsNoPlaceGetsFewDependents() {
    List<CompletableFuture<String>> others = new ArrayList<>();
    for (int i = 0; i < 3 * InFlight.PLACES; i++) {
      others.add(new CompletableFuture<>());
      send(others.get(i));
    }
    CompletableFuture<String> shared = new CompletableFuture<>();
    for (int i = 0; i < 10_000; i++) {
      send(shared);
    }
    assertThat(shared.getNumberOfDependents()).isBetween(1, InFlight.MOST_IN_SHARE);
    assertThat(count(false)).isEqualTo(site.stagesBeyond()).isGreaterThan(9_000);
    shared.complete("done");
    assertThat(count(false)).isEqualTo(10_000);

    CompletableFuture<String> next = new CompletableFuture<>();
    send(next);
    assertThat(count(false)).as("there is room again").isEqualTo(10_000);
    next.complete("done");
    others.forEach(stage -> stage.complete("done"));
    assertThat(recording.reader().asyncInFlight()).isZero();
    assertThat(count(false)).isEqualTo(10_001 + others.size());
  }

  @Test
  void aStageThatIsReturnedAmongManyOthersGetsFewDependents() {
    CompletableFuture<String> shared = new CompletableFuture<>();
    List<CompletableFuture<String>> others = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      others.add(new CompletableFuture<>());
      send(others.get(i));
      if (i > 3 * InFlight.PLACES && i % 800 == 0) {
        send(shared);
      }
    }
    assertThat(shared.getNumberOfDependents()).isBetween(1, InFlight.MOST_IN_SHARE);
  }

  @Test
  void aCallbacksOperationYieldsToOneOfAStage() {
    for (int i = 0; i < 3 * InFlight.PLACES; i++) {
      Frame frame = Probe.enter(site.id());
      Runnable callback = () -> {};
      Probe.exitCallback(frame, Probe.awaitCallback(Runnable.class, callback, frame), null);
    }
    CompletableFuture<String> shared = new CompletableFuture<>();
    for (int i = 0; i < 100; i++) {
      send(shared);
    }
    assertThat(shared.getNumberOfDependents()).isEqualTo(1);
  }

  @Test
  void operationsThatJoinWhileTheStageCompletesAreAllCounted() {
    for (int round = 1; round <= 300; round++) {
      CompletableFuture<String> stage = new CompletableFuture<>();
      Race.run(
          4,
          number -> {
            if (number == 0) {
              stage.complete("done");
            } else {
              send(stage);
            }
          });
      assertThat(count(false)).isEqualTo(3L * round);
    }
    assertThat(recording.reader().asyncInFlight()).isZero();
  }

  @Test
  void stagesThatNobodyCanReturnAgainGiveUpTheirPlaces() {
    InFlight inFlight = new InFlight();
    Worker worker = new Worker(recording, 1, Thread.currentThread());
    AsyncOperation first = operation(worker, new Object());
    inFlight.enter(first, first);
    for (int i = 0; i < 9; i++) {
      assertThat(inFlight.addBehind(first, operation(worker, null))).isTrue();
    }
    first.clear();
    assertThat(inFlight.oldestTicks(Clock.ticks() + 1)).isPositive();
    assertThat(inFlight.oldestTicks(Clock.ticks() + 1)).as("not in a place any more").isZero();
    first.accept(null, null);
    assertThat(worker.completed()).as("should it complete all the same").isEqualTo(10);
  }

  private AsyncOperation operation(Worker worker, Object stage) {
    Frame frame = worker.begin(site.id(), site.operation());
    worker.leave(frame);
    return new AsyncOperation(frame, stage);
  }

  @Test
  void aStageOfTheHostsOwnThatTakesNoDependentsIsCountedNow() {
    send(
        new CompletableFuture<String>() {
          @Override
          public CompletableFuture<String> whenComplete(
              BiConsumer<? super String, ? super Throwable> action) {
            throw new UnsupportedOperationException();
          }
        });
    assertThat(count(false)).isEqualTo(1);
    assertThat(recording.reader().asyncInFlight()).isZero();
  }
}
