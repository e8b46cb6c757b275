package org.benchmonitor.bootstrap;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Lets operations end with the stages that they returned.
 *
 * <p>Any thread of the host, with the operation's frame already left; never blocks. Whatever a
 * stage of the host's own does when it is asked for a dependent, the operation is counted.
 */
final class Stages {
  private Stages() {}

  /** Ends the operation of a frame with the stage, or now if that is not possible. */
  static void await(Frame frame, CompletionStage<?> stage) {
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
    // Only now: nobody may wait behind one that, at the end of the stack, waits for nothing.
    inFlight.enter(operation, stage);
  }

  private static void endNow(Frame frame) {
    Probe.succeed(frame);
    Site site = Sites.get(frame.siteId);
    if (site != null) {
      site.countStageBeyond();
    }
  }

  /** Whether a stage has completed, as far as the JDK's own code can tell. */
  private static boolean isDone(CompletionStage<?> stage) {
    return stage.getClass() == CompletableFuture.class && ((CompletableFuture<?>) stage).isDone();
  }

  private static void register(AsyncOperation operation, CompletionStage<?> stage) {
    try {
      stage.whenComplete(operation);
    } catch (Throwable refused) {
      // A stage of the host's own that takes no dependents: the call itself is all there is.
      operation.accept(stage, null);
    }
  }
}
