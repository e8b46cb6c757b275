package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;

/**
 * An operation whose method has returned and whose completion comes later, on any thread.
 *
 * <p>The first completion counts, all further ones are ignored. The object itself is the one
 * allocation that an asynchronous operation costs, beside the JDK's own dependent stage.
 */
public final class AsyncOperation implements BiConsumer<Object, Throwable> {
  private static final VarHandle DONE;

  static {
    try {
      DONE = MethodHandles.lookup().findVarHandle(AsyncOperation.class, "done", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Worker worker;
  private final int siteId;
  private final int operation;
  private final long startTicks;
  private final int place;
  private Object callback;

  @SuppressWarnings("UnusedVariable") // through DONE
  private boolean done;

  AsyncOperation(Frame frame) {
    this.worker = frame.worker;
    this.siteId = frame.siteId;
    this.operation = frame.operation;
    this.startTicks = frame.startTicks;
    this.place = worker.recording().inFlight().add(this);
  }

  void standBefore(Class<?> type, Object hostsCallback) {
    callback = CallbackProxy.wrap(type, hostsCallback, this);
  }

  /** Hands out, once, the callback to be passed on in place of the host's own. */
  public Object takeCallback() {
    Object taken = callback;
    // It leads to the host's objects, and this may stay in flight for ever.
    callback = null;
    return taken;
  }

  /** Ends uncounted: the call is timed until it returns instead. */
  void abandon() {
    if (DONE.compareAndSet(this, false, true)) {
      worker.recording().inFlight().remove(this, place);
    }
  }

  @Override
  public void accept(Object result, Throwable thrown) {
    // Runs inside the host's completion: whatever fails here must not reach it.
    try {
      complete(result, thrown);
    } catch (Throwable failure) {
      Probe.suppressed(failure, siteId);
    }
  }

  private void complete(Object result, Throwable thrown) {
    if (!DONE.compareAndSet(this, false, true)) {
      return;
    }
    Recording recording = worker.recording();
    recording.inFlight().remove(this, place);
    if (recording.isClosed()) {
      return;
    }
    long nanos = recording.clamp(Clock.toNanos(Clock.ticks() - startTicks));
    Throwable cause = thrown == null ? null : unwrap(thrown);
    ErrorType error = recording.errorOf(siteId, result, cause);
    recording.stripeOfThisThread().record(operation, error != null, nanos);
    worker.completedElsewhere(error);
    if (error != null) {
      recording.errors().add(error, operation, worker, cause);
    }
  }

  private static Throwable unwrap(Throwable thrown) {
    // Exact classes: a host's subclass could run its own code in getCause.
    if (thrown.getClass() == CompletionException.class
        || thrown.getClass() == ExecutionException.class) {
      Throwable cause = thrown.getCause();
      return cause == null ? thrown : cause;
    }
    return thrown;
  }

  long startTicks() {
    return startTicks;
  }
}
