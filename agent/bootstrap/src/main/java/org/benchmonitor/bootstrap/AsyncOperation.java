package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;

/**
 * An operation that completes after its method has returned, on any thread.
 *
 * <p>Only the first completion counts. This object is also the weak reference to its stage. Further
 * operations that return the same stage find it and wait behind it in a chain. So a stage needs one
 * dependent of the JDK's, and each of its operations one allocation.
 *
 * <ol>
 *   <li>An operation joins by one compare-and-set of {@code waiting}, or is refused.
 *   <li>Completing takes the whole chain by one exchange that also closes it. An operation is
 *       either in that chain or refused; none is lost and none completes twice.
 * </ol>
 */
public final class AsyncOperation extends WeakReference<Object>
    implements BiConsumer<Object, Throwable> {
  /** The most operations that wait for one stage. */
  static final int MOST_WAITING = 512;

  private static final VarHandle DONE;
  private static final VarHandle WAITING;

  /** Marks the chain of a completed operation as closed. */
  private static final AsyncOperation CLOSED = new AsyncOperation();

  static {
    try {
      DONE = MethodHandles.lookup().findVarHandle(AsyncOperation.class, "done", boolean.class);
      WAITING =
          MethodHandles.lookup()
              .findVarHandle(AsyncOperation.class, "waiting", AsyncOperation.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Worker worker;
  private final int siteId;
  private final int operation;
  private final long startTicks;

  /** Where the latency from the planned start is counted, or -1, and how long before the begin. */
  private final int corrected;

  private final long waitedNanos;
  private int place;
  private boolean givenUp;

  /** Weak, or the table of what is in flight would keep the stage that it leads to. */
  private WeakReference<CompletableFuture<Object>> dependent;

  private Object callback;

  // The head of the chain: the operation that joined last, or CLOSED once this one has completed.
  @SuppressWarnings("UnusedVariable") // through WAITING
  private AsyncOperation waiting;

  // In a chain: the operation that joined before, and the length up to this one.
  private AsyncOperation before;
  private int number = 1;

  @SuppressWarnings("UnusedVariable") // through DONE
  private boolean done;

  /** An operation that nothing can wait behind. */
  AsyncOperation(Frame frame) {
    this(frame, null);
    worker.recording().inFlight().add(this);
  }

  /** An operation that completes with a stage; not yet in flight. */
  AsyncOperation(Frame frame, Object stage) {
    super(stage);
    this.worker = frame.worker;
    this.siteId = frame.siteId;
    this.operation = frame.operation;
    this.startTicks = frame.startTicks;
    this.corrected = frame.corrected();
    this.waitedNanos = frame.waitedNanos;
  }

  /** An operation that nothing can wait behind, which begins now or has begun. */
  AsyncOperation(Worker worker, int siteId, int operation, long startTicks) {
    super(null);
    this.worker = worker;
    this.siteId = siteId;
    this.operation = operation;
    this.startTicks = startTicks;
    this.corrected = -1;
    this.waitedNanos = 0;
    worker.recording().inFlight().add(this);
  }

  private AsyncOperation() {
    super(null);
    this.worker = null;
    this.siteId = -1;
    this.operation = -1;
    this.startTicks = 0;
    this.corrected = -1;
    this.waitedNanos = 0;
  }

  void setPlace(int newPlace) {
    place = newPlace;
  }

  int place() {
    return place;
  }

  boolean isDone() {
    return (boolean) DONE.getVolatile(this);
  }

  /** Stops counting the operations that wait behind this one. */
  void giveUp() {
    givenUp = true;
  }

  void standBefore(Class<?> type, Object hostsCallback, CallbackVerdict verdict) {
    callback = CallbackProxy.wrap(type, hostsCallback, this, verdict);
  }

  /** Says what is given back instead of the stage. */
  void giveBack(CompletableFuture<Object> newDependent) {
    dependent = new WeakReference<>(newDependent);
  }

  /** What is given back instead of the stage, or null. */
  CompletableFuture<Object> givenBack() {
    return dependent == null ? null : dependent.get();
  }

  /** Whether another operation may join, going by a racy read. */
  boolean hasRoom() {
    AsyncOperation last = (AsyncOperation) WAITING.getAcquire(this);
    return last == null || last == CLOSED || last.number < MOST_WAITING;
  }

  /** Lets another operation complete with this one; false if this one is closed or full. */
  boolean join(AsyncOperation other) {
    while (true) {
      AsyncOperation last = (AsyncOperation) WAITING.getAcquire(this);
      if (last == CLOSED || (last != null && last.number >= MOST_WAITING)) {
        return false;
      }
      other.before = last;
      other.number = last == null ? number + 1 : last.number + 1;
      if (WAITING.compareAndSet(this, last, other)) {
        return true;
      }
    }
  }

  /** The number of operations behind this one, which must stay findable if there are any. */
  int waiting() {
    AsyncOperation last = (AsyncOperation) WAITING.getAcquire(this);
    return last == null || last == CLOSED ? 0 : last.number - number;
  }

  /** Returns, once, the stand-in to pass to the method in place of the callback. */
  public Object takeCallback() {
    Object taken = callback;
    // It references the host's objects, and this operation may stay in flight for ever.
    callback = null;
    return taken;
  }

  /** Ends without a count and without having been in flight: the call has ended the operation. */
  void withdraw() {
    if (DONE.compareAndSet(this, false, true)) {
      worker.recording().inFlight().hide(this, place);
    }
  }

  /** Ends without a count, because the call is timed until it returns instead. */
  void abandon() {
    if (DONE.compareAndSet(this, false, true)) {
      worker.recording().inFlight().remove(this, place);
    }
  }

  @Override
  public void accept(Object result, Throwable thrown) {
    // Runs inside the host's completion, so no failure may reach it.
    try {
      completeSafely(result, thrown);
      completeWaiting((AsyncOperation) WAITING.getAndSet(this, CLOSED), result, thrown);
    } catch (Throwable failure) {
      Probe.suppressed(failure, siteId);
    }
  }

  private void completeWaiting(AsyncOperation last, Object result, Throwable thrown) {
    if (last == null || last == CLOSED) {
      return;
    }
    if (!givenUp) {
      worker.recording().inFlight().leftBehind(last.number - number);
    }
    for (AsyncOperation next = last; next != null; ) {
      AsyncOperation then = next.before;
      next.before = null;
      next.completeSafely(result, thrown);
      next = then;
    }
  }

  private void completeSafely(Object result, Throwable thrown) {
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
    long nanos = Clock.toNanos(Clock.endTicks() - startTicks);
    Throwable cause = thrown == null ? null : unwrap(thrown);
    ErrorType error = recording.errorOf(siteId, result, cause);
    Completions.elsewhere(worker, operation, nanos, error, cause);
    if (error == null && corrected >= 0) {
      recording.stripeOfThisThread().succeed(corrected, recording.clamp(nanos + waitedNanos));
    }
  }

  private static Throwable unwrap(Throwable thrown) {
    // Only the exact classes: a host's subclass could run its own code in getCause.
    if (thrown.getClass() == CompletionException.class
        || thrown.getClass() == ExecutionException.class) {
      Throwable cause = thrown.getCause();
      return cause == null ? thrown : cause;
    }
    return thrown;
  }

  int siteId() {
    return siteId;
  }

  long startTicks() {
    return startTicks;
  }
}
