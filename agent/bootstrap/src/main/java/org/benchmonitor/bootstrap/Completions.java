package org.benchmonitor.bootstrap;

/** Counts operations that do not end where a frame does. Any thread. */
final class Completions {
  private Completions() {}

  /**
   * Counts an operation that a worker has begun, on whatever thread it ends.
   *
   * @param failure null for a success; a {@code Throwable}, or a text that names the type
   */
  static void elsewhere(Worker worker, int operation, long nanos, Object failure) {
    Recording recording = worker.recording();
    if (recording.isClosed()) {
      return;
    }
    elsewhere(worker, operation, nanos, type(recording, failure), thrown(failure));
  }

  /** The same with the type that the failure has. */
  static void elsewhere(
      Worker worker, int operation, long nanos, ErrorType error, Throwable thrown) {
    Recording recording = worker.recording();
    long inRange = recording.clamp(nanos);
    CellBlock stripe = recording.stripeOfThisThread();
    if (error == null) {
      stripe.succeed(operation, inRange);
      worker.completedElsewhere(null);
    } else {
      stripe.fail(operation, inRange, error);
      worker.completedElsewhere(error);
      recording.errors().sample(error, operation, worker, thrown);
    }
  }

  /** Counts an operation of the worker whose thread calls this. */
  static void here(Worker worker, int operation, long nanos, Object failure) {
    Recording recording = worker.recording();
    long inRange = recording.clamp(nanos);
    if (failure == null) {
      worker.succeeded(operation, inRange);
      return;
    }
    ErrorType error = type(recording, failure);
    worker.failed(operation, inRange, error);
    recording.errors().sample(error, operation, worker, thrown(failure));
  }

  private static Throwable thrown(Object failure) {
    return failure instanceof Throwable thrown ? thrown : null;
  }

  private static ErrorType type(Recording recording, Object failure) {
    if (failure == null) {
      return null;
    }
    return failure instanceof Throwable thrown
        ? recording.errors().type(thrown)
        : recording.errors().type((String) failure);
  }
}
