package org.benchmonitor.bootstrap;

import java.util.concurrent.CompletableFuture;

/**
 * What advice calls through the facade. Any thread of the host. Blocks only at the gate of a paused
 * run, and does not allocate for a synchronous call. Advice keeps whatever it throws from the host.
 *
 * <p>{@code enter...} returns the frame of the operation. It returns null if the call is not
 * counted: no recording, site off, or the operation already open on this thread. Advice passes the
 * result to {@code exit...}, null included.
 */
public final class Probe {
  // Plain: written before the first instrumented class can call in, and again at detach. A stale
  // read then only records into a recording that nobody reads any more.
  private static Recording recording;

  /**
   * Grows whenever the stack ended inside the probe, so that each worker checks its frames. Plain:
   * a thread must see only its own writes.
   */
  static int doubts;

  /** The bits that a duration of up to half an hour does not have, and a negative one has. */
  private static final long UNCERTAIN_BITS = -Long.highestOneBit(CellLayout.HIGHEST);

  // Calls lost where the stack had no room to find the site; plain, because that needs no call.
  private static int lostSomewhere;

  private Probe() {}

  /**
   * Takes each path once, unless that has been done. The first site does it too. A thread of the
   * agent does it early, and again where a thread of the host's had no room for it.
   */
  public static void warmUp() {
    WarmUp.onAmpleStack();
  }

  /** Starts recording, or stops it with null. */
  public static synchronized void install(Recording newRecording) {
    Recording before = recording;
    if (before != null) {
      before.sites().turnOff();
    }
    recording = newRecording;
    WorkerTable.clear();
    if (newRecording != null) {
      newRecording.sites().turnOn();
    }
  }

  /** Enters a site whose operation has a fixed name. */
  public static Frame enter(int siteId) {
    int operation = Sites.state(siteId);
    if (operation < 0) {
      return operation == Sites.OFF ? null : ask(siteId, null);
    }
    Recording current = recording;
    Worker worker = WorkerTable.find(current);
    if (worker == null) {
      if (current == null) {
        return null;
      }
      worker = current.worker();
      if (worker == null) {
        return null;
      }
    }
    return worker.begin(siteId, operation);
  }

  /** Enters a site whose operation a value of its call names. */
  public static Frame enterNamed(int siteId, Object argument) {
    return Sites.state(siteId) == Sites.OFF ? null : ask(siteId, argument);
  }

  /**
   * Enters a suspending function of Kotlin's, by its first call or by one with which it goes on.
   *
   * @param name what its name begins with, as the first call tells it; any for a fixed name
   * @return what to pass to {@link #exitSuspending}; null if the call is not counted
   */
  public static Object enterSuspending(int siteId, Object name, Object continuation) {
    if (Sites.state(siteId) == Sites.OFF) {
      return null;
    }
    Object goingOn = Suspending.goingOn(recording, siteId, continuation);
    if (goingOn != null) {
      return goingOn;
    }
    Frame frame = Sites.state(siteId) == Sites.ASK ? ask(siteId, name) : enter(siteId);
    return frame == null || continuation == null ? frame : Suspending.begin(frame, continuation);
  }

  /** Leaves a suspending function, which ends its operation unless it goes on later. */
  public static void exitSuspending(Object entered, Object returned, Throwable thrown) {
    if (entered instanceof Suspending first) {
      first.end(returned, thrown);
    } else if (entered instanceof AsyncOperation goingOn) {
      if (thrown != null || !Suspending.isSuspended(returned)) {
        goingOn.accept(returned, thrown);
      }
    } else if (entered instanceof Frame frame) {
      exitWith(frame, returned, thrown);
    }
  }

  private static Frame ask(int siteId, Object argument) {
    Site site = Sites.get(siteId);
    Recording current = recording;
    if (site == null || current == null || site.isOff()) {
      return null;
    }
    if (site.trial() != null) {
      Worker trying = site.trial().workerOfTrial();
      return trying == null ? null : trying.begin(siteId, site.operation());
    }
    Worker worker = WorkerTable.find(current);
    if (worker == null) {
      worker = current.worker();
      if (worker == null) {
        return null;
      }
    }
    int operation = site.operation(worker, argument);
    if (operation < 0) {
      return null;
    }
    waitWhilePaused(current, worker);
    return worker.begin(siteId, operation);
  }

  /**
   * Holds a worker at the gate, unless others may need it: a nested operation may hold what they
   * wait for, and a thread that ends operations would hold those that are under way.
   */
  static void waitWhilePaused(Recording current, Worker worker) {
    if (worker.isIdle() && !worker.endsOthers()) {
      current.gate().pass();
    }
  }

  /** The recording that is installed, or null. */
  static Recording recording() {
    return recording;
  }

  /**
   * Enters a site whose call tells the start that it was planned for.
   *
   * @param name what the operation is named by; any for one with a fixed name
   * @param planned what the path to the planned start begins with
   */
  public static Frame enterPlanned(int siteId, Object name, Object planned) {
    Frame frame = enterNamed(siteId, name);
    plan(frame, planned, 0, false);
    return frame;
  }

  /** The same where the planned start is a number. */
  public static Frame enterPlannedAt(int siteId, Object name, long planned) {
    Frame frame = enterNamed(siteId, name);
    plan(frame, null, planned, true);
    return frame;
  }

  /** Whatever fails here, the call itself is counted. */
  private static void plan(Frame frame, Object value, long number, boolean isNumber) {
    if (frame == null) {
      return;
    }
    try {
      frame.plannedSite = -1;
      Site site = Sites.get(frame.siteId);
      Correction rule = site == null ? null : site.correction();
      if (rule != null && rule.isPlanned()) {
        Recording of = frame.worker.recording();
        frame.waitedNanos = of.waitedNanos(site, rule.planned(), value, number, isNumber);
        frame.plannedSite = frame.siteId;
      }
    } catch (Throwable failure) {
      suppressed(failure, frame.siteId);
    }
  }

  // To leave: first the frame, before anything that can fail; then the clock; then the counts. If
  // the stack has no room even for that, the handler writes the depth itself, which takes no call.

  /** Ends an operation whose returned value does not matter. */
  public static void exit(Frame frame, Throwable thrown) {
    if (frame == null) {
      return;
    }
    try {
      frame.worker.leave(frame);
      if (thrown == null) {
        succeed(frame);
      } else {
        fail(frame, thrown);
      }
    } catch (Throwable failure) {
      frame.worker.depth = frame.below;
      suppressed(failure, frame.siteId);
    }
  }

  /** Ends an operation and judges its returned value by the site's rule. */
  public static void exitWith(Frame frame, Object returned, Throwable thrown) {
    end(frame, returned, thrown, false);
  }

  /** The same of an operation that was planned. */
  public static void exitPlanned(Frame frame, Object returned, Throwable thrown) {
    end(frame, returned, thrown, true);
  }

  private static void end(Frame frame, Object returned, Throwable thrown, boolean isPlanned) {
    if (frame == null) {
      return;
    }
    try {
      if (thrown == null) {
        judge(frame, returned, isPlanned);
      } else {
        frame.worker.leave(frame);
        fail(frame, thrown);
      }
    } catch (Throwable failure) {
      frame.worker.depth = frame.below;
      suppressed(failure, frame.siteId);
    }
  }

  private static void judge(Frame frame, Object returned, boolean isPlanned) {
    long ticks = Clock.endTicks() - frame.startTicks;
    Worker worker = frame.worker;
    int operation = frame.operation;
    // The frame is still open: the rule may call the same operation of the host.
    ErrorType error = worker.recording().errorOf(frame.siteId, returned, null);
    int corrected = isPlanned ? frame.corrected() : -1;
    long waited = frame.waitedNanos;
    worker.leave(frame);
    if (error == null) {
      succeeded(worker, operation, Clock.toNanos(ticks), corrected, waited);
    } else {
      failed(worker, operation, ticks, error, null);
    }
  }

  /** Ends an operation at the completion of the returned stage or future; at once if it is none. */
  public static void exitAsync(Frame frame, Object returned, Throwable thrown) {
    if (frame == null) {
      return;
    }
    if (thrown != null || !Stages.canAwait(frame, returned)) {
      end(frame, returned, thrown, frame.plannedSite == frame.siteId);
      return;
    }
    try {
      frame.worker.leave(frame);
      Stages.await(frame, returned);
    } catch (Throwable failure) {
      frame.worker.depth = frame.below;
      suppressed(failure, frame.siteId);
    }
  }

  /**
   * Ends an operation as {@link #exitAsync}, or lets it end with what is given back instead of the
   * returned object.
   */
  // Whatever a stage's result is, it is the host that looks at it.
  @SuppressWarnings({"unchecked", "FutureReturnValueIgnored"})
  public static Object exitReplacing(Frame frame, Object returned, Throwable thrown) {
    if (frame == null || thrown != null || returned == null) {
      exitAsync(frame, returned, thrown);
      return returned;
    }
    if (returned.getClass() != CompletableFuture.class) {
      Object instead = Subscriptions.instead(frame, returned);
      if (instead == null) {
        exitAsync(frame, returned, null);
        return returned;
      }
      // The call is no operation.
      frame.worker.depth = frame.below;
      return instead;
    }
    try {
      frame.worker.leave(frame);
      return Stages.replace(frame, (CompletableFuture<Object>) returned);
    } catch (Throwable failure) {
      frame.worker.depth = frame.below;
      suppressed(failure, frame.siteId);
      return returned;
    }
  }

  /**
   * Begins to wait for a callback. Throws only at the end of the stack.
   *
   * @param type the declared type of the argument
   * @param frame of the operation, or null if this call is not counted
   * @return the operation, whose {@link AsyncOperation#takeCallback} is passed on instead; null if
   *     no callback can be waited for, and the call is timed until it returns
   */
  public static AsyncOperation awaitCallback(Class<?> type, Object callback, Frame frame) {
    if (frame == null || callback == null) {
      return null;
    }
    AsyncOperation awaited = null;
    try {
      Site site = Sites.get(frame.siteId);
      CallbackVerdict verdict = site == null ? null : site.callbacks().of(type, callback);
      if (verdict != null && verdict.isYes()) {
        awaited = new AsyncOperation(frame);
        awaited.standBefore(type, callback, verdict);
      }
      return awaited;
    } catch (Throwable failure) {
      // The call is still counted when it returns.
      if (awaited != null) {
        awaited.abandon();
      }
      return null;
    }
  }

  /** Leaves a method whose operation completes with its callback; an exception ends it at once. */
  public static void exitCallback(Frame frame, AsyncOperation awaited, Throwable thrown) {
    if (frame == null) {
      return;
    }
    if (awaited == null) {
      exitWithoutCallback(frame, thrown);
      Site site = Sites.get(frame.siteId);
      if (site != null) {
        site.countWithoutCallback();
      }
      return;
    }
    try {
      frame.worker.leave(frame);
      if (thrown != null) {
        awaited.accept(null, thrown);
      }
    } catch (Throwable failure) {
      frame.worker.depth = frame.below;
      suppressed(failure, frame.siteId);
    }
  }

  private static void exitWithoutCallback(Frame frame, Throwable thrown) {
    int corrected = thrown == null ? frame.corrected() : -1;
    if (corrected < 0) {
      exit(frame, thrown);
      return;
    }
    try {
      frame.worker.leave(frame);
      succeedPlanned(frame);
    } catch (Throwable failure) {
      frame.worker.depth = frame.below;
      suppressed(failure, frame.siteId);
    }
  }

  /** Counts a success of a frame that has been left. */
  static void succeed(Frame frame) {
    long nanos = Clock.toNanos(Clock.endTicks() - frame.startTicks);
    succeeded(frame.worker, frame.operation, nanos);
  }

  /** The same of one whose call may have been planned. */
  static void succeedPlanned(Frame frame) {
    long nanos = Clock.toNanos(Clock.endTicks() - frame.startTicks);
    succeeded(frame.worker, frame.operation, nanos, frame.corrected(), frame.waitedNanos);
  }

  /** With the latency from the planned start, if it is counted: {@code corrected} is not -1. */
  private static void succeeded(
      Worker worker, int operation, long nanos, int corrected, long waitedNanos) {
    succeeded(worker, operation, nanos);
    if (corrected >= 0) {
      worker.corrected(corrected, worker.recording().clamp(nanos + waitedNanos));
    }
  }

  private static void succeeded(Worker worker, int operation, long nanos) {
    // Without these bits it is in range for certain; with them the exact bounds decide.
    worker.succeeded(
        operation, (nanos & UNCERTAIN_BITS) == 0 ? nanos : worker.recording().clamp(nanos));
  }

  private static void fail(Frame frame, Throwable thrown) {
    long ticks = Clock.endTicks() - frame.startTicks;
    Worker worker = frame.worker;
    ErrorType error = worker.recording().errors().type(thrown);
    failed(worker, frame.operation, ticks, error, thrown);
  }

  private static void failed(
      Worker worker, int operation, long ticks, ErrorType error, Throwable thrown) {
    worker.failed(operation, worker.recording().clamp(Clock.toNanos(ticks)), error);
    worker.recording().errors().sample(error, operation, worker, thrown);
  }

  /** Reports the entry of the {@code session=} method, a run boundary. */
  public static void sessionMethodEntered() {
    RunBoundaryListener listener = recording == null ? null : recording.runBoundary();
    if (listener != null) {
      listener.entered();
    }
  }

  /** Reports the return of the {@code session=} method; thrown is null for a normal return. */
  public static void sessionMethodLeft(Throwable thrown) {
    RunBoundaryListener listener = recording == null ? null : recording.runBoundary();
    if (listener != null) {
      listener.left(thrown);
    }
  }

  /** Reports that the host asked the JVM to exit. */
  public static void exiting(int code) {
    RunBoundaryListener listener = recording == null ? null : recording.runBoundary();
    if (listener != null) {
      listener.exiting(code);
    }
  }

  /** Counts a failure of the probe that advice kept from the host. */
  public static void suppressed(Throwable failure, int siteId) {
    if (failure instanceof VirtualMachineError) {
      // The host's stack or heap is exhausted. The probe has not failed, so its site stays on.
      if (failure instanceof StackOverflowError) {
        doubts++;
      }
      lost(siteId);
      return;
    }
    Site site = Sites.get(siteId);
    if (site != null) {
      site.suppress();
    }
  }

  private static void lost(int siteId) {
    try {
      Site site = Sites.get(siteId);
      if (site != null) {
        site.countLost(1);
      }
    } catch (StackOverflowError stillAtTheEnd) {
      lostSomewhere++;
    }
  }

  /** Calls lost for lack of stack, whose methods are unknown. */
  static int lostSomewhere() {
    return lostSomewhere;
  }
}
