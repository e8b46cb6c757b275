package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;

/**
 * An operation whose method has returned and whose completion comes later, on any thread.
 *
 * <p>The first completion counts, all further ones are ignored. The object itself is the one
 * allocation that an asynchronous operation costs, beside the JDK's own dependent stage. It is the
 * reference to its stage, too, a weak one: so that further operations that return the same stage
 * find it and wait behind it, in a chain, instead of being dependents of their own.
 *
 * <ol>
 *   <li>An operation joins by one compare-and-set of {@code waiting}, or is refused.
 *   <li>Completing takes the whole chain by one exchange that also closes it: an operation is in
 *       the chain that is taken, or is refused; none is lost and none is completed twice.
 * </ol>
 */
public final class AsyncOperation extends WeakReference<Object>
    implements BiConsumer<Object, Throwable> {
  /** The most operations that wait for one stage. */
  static final int MOST_WAITING = 512;

  private static final VarHandle DONE;
  private static final VarHandle WAITING;

  /** Ends the chain of one that has completed. */
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
  private int place = -1;
  private Object callback;

  // The last that has joined, and behind it all before; CLOSED once this has completed.
  @SuppressWarnings("UnusedVariable") // through WAITING
  private AsyncOperation waiting;

  // In a chain: the one that joined before, and how many there are up to this one.
  private AsyncOperation before;
  private int number = 1;

  @SuppressWarnings("UnusedVariable") // through DONE
  private boolean done;

  /** An operation that nobody else can wait behind. */
  AsyncOperation(Frame frame) {
    this(frame, null);
    worker.recording().inFlight().add(this);
  }

  /** An operation that ends with a stage; not yet in flight. */
  AsyncOperation(Frame frame, Object stage) {
    super(stage);
    this.worker = frame.worker;
    this.siteId = frame.siteId;
    this.operation = frame.operation;
    this.startTicks = frame.startTicks;
  }

  private AsyncOperation() {
    super(null);
    this.worker = null;
    this.siteId = -1;
    this.operation = -1;
    this.startTicks = 0;
  }

  void setPlace(int newPlace) {
    place = newPlace;
  }

  void standBefore(Class<?> type, Object hostsCallback, CallbackVerdict verdict) {
    callback = CallbackProxy.wrap(type, hostsCallback, this, verdict);
  }

  /** Whether one more may join, as far as can be seen now. */
  boolean hasRoom() {
    AsyncOperation last = (AsyncOperation) WAITING.getAcquire(this);
    return last == null || last == CLOSED || last.number < MOST_WAITING;
  }

  /** Lets another operation of the same stage complete with this one; false if it is too late. */
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

  /** How many wait behind this one, which must stay to be found if there are any. */
  int waiting() {
    AsyncOperation last = (AsyncOperation) WAITING.getAcquire(this);
    return last == null || last == CLOSED ? 0 : last.number - number;
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
    if (place >= 0) {
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
