package org.benchmonitor.bootstrap;

import java.util.concurrent.Future;

/** Completes an operation with what a future holds, once that tells that it is done. */
final class FutureResult implements Runnable {
  private final Future<?> future;
  private final AsyncOperation operation;

  FutureResult(Future<?> future, AsyncOperation operation) {
    this.future = future;
    this.operation = operation;
  }

  @Override
  public void run() {
    Object result = null;
    Throwable thrown = null;
    // Asking a future for its result takes the interrupt of the host's thread, even at its end.
    boolean interrupted = Thread.interrupted();
    try {
      // One that is told too early would let this thread wait.
      if (future.isDone()) {
        result = future.get();
      }
    } catch (Throwable ofFuture) {
      thrown = ofFuture;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    operation.accept(result, thrown);
  }
}
