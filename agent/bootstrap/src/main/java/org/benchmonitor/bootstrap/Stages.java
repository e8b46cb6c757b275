package org.benchmonitor.bootstrap;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/**
 * Completes operations with the stages that they returned, which may be futures of libraries that
 * are {@link Awaitable}, too.
 *
 * <p>Any thread of the host, after it has left the operation's frame; never blocks. The operation
 * is counted, whatever a stage of the host does when it is asked for a dependent.
 */
final class Stages {
  private Stages() {}

  /** Whether what a method returned tells of its completion; counts what should and does not. */
  static boolean canAwait(Frame frame, Object returned) {
    if (returned instanceof CompletionStage<?>) {
      return true;
    }
    if (returned == null) {
      return false;
    }
    try {
      Awaitable known = Awaitable.of(returned.getClass());
      if (known.isOnlyLater()) {
        countNotAwaited(frame.siteId);
      }
      return known.isAwaited();
    } catch (Throwable atTheEnd) {
      // Of the stack or the heap: only the call itself is timed.
      return false;
    }
  }

  /** Ends the operation of a frame with the stage, or now if that is impossible. */
  static void await(Frame frame, Object stage) {
    InFlight inFlight = frame.worker.recording().inFlight();
    if (isDone(stage)) {
      inFlight.addBriefly();
      register(new AsyncOperation(frame, stage), stage);
      return;
    }
    AsyncOperation there = inFlight.waitingFor(stage);
    if (there != null && !inFlight.hasRoomBehind(there)) {
      endNow(frame);
      return;
    }
    AsyncOperation operation = new AsyncOperation(frame, stage);
    if (there != null && inFlight.addBehind(there, operation)) {
      return;
    }
    if (!inFlight.admit(operation, stage)) {
      endNow(frame);
      return;
    }
    inFlight.addBriefly();
    register(operation, stage);
    // Last: nobody may wait behind an operation that, at the end of the stack, waits for nothing.
    inFlight.enter(operation, stage);
  }

  /**
   * Ends the operation of a frame with the stage, and gives back another one that completes in the
   * same way after it. What the host does with that one is done to the stage, too.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the host looks at what is given back
  static CompletableFuture<Object> replace(Frame frame, CompletableFuture<Object> stage) {
    InFlight inFlight = frame.worker.recording().inFlight();
    AsyncOperation there = stage.isDone() ? null : inFlight.waitingFor(stage);
    if (stage.isDone() || there != null) {
      await(frame, stage);
      CompletableFuture<Object> again = there == null ? null : there.givenBack();
      return again == null ? stage : again;
    }
    AsyncOperation operation = new AsyncOperation(frame, stage);
    if (!inFlight.admit(operation, stage)) {
      endNow(frame);
      return stage;
    }
    inFlight.addBriefly();
    CompletableFuture<Object> dependent = new CompletableFuture<>();
    operation.giveBack(dependent);
    stage.whenComplete(new Passing(operation, dependent));
    dependent.whenComplete(new Passing(null, stage));
    inFlight.enter(operation, stage);
    return dependent;
  }

  /** Completes another stage as one has completed, after its operation if there is one. */
  private static final class Passing implements BiConsumer<Object, Throwable> {
    private final AsyncOperation operation;
    private final CompletableFuture<Object> other;

    Passing(AsyncOperation operation, CompletableFuture<Object> other) {
      this.operation = operation;
      this.other = other;
    }

    @Override
    public void accept(Object result, Throwable thrown) {
      if (operation != null) {
        operation.accept(result, thrown);
      }
      if (thrown == null) {
        other.complete(result);
      } else {
        other.completeExceptionally(thrown);
      }
    }
  }

  static void endNow(Frame frame) {
    Probe.succeedPlanned(frame);
    Site site = Sites.get(frame.siteId);
    if (site != null) {
      site.countStageBeyond();
    }
  }

  /** Whether a stage has completed, as far as the JDK's own code can tell. */
  private static boolean isDone(Object stage) {
    return stage.getClass() == CompletableFuture.class && ((CompletableFuture<?>) stage).isDone();
  }

  private static void countNotAwaited(int siteId) {
    Site site = Sites.get(siteId);
    if (site != null) {
      site.countNotAwaited();
    }
  }

  private static void register(AsyncOperation operation, Object stage) {
    try {
      if (stage instanceof CompletionStage<?>) {
        ((CompletionStage<?>) stage).whenComplete(operation);
      } else {
        Awaitable.of(stage.getClass()).listen(stage, operation);
      }
    } catch (Throwable refused) {
      // A stage of the host that takes no dependents: only the call itself is timed.
      operation.accept(stage, null);
      countNotAwaited(operation.siteId());
    }
  }
}
