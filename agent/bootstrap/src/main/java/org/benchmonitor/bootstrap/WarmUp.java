package org.benchmonitor.bootstrap;

import java.util.Set;

/**
 * Runs each path of the probe once, before the host does. Agent or host thread; takes a lock.
 *
 * <p>A class first used where the stack ends fails to initialise and stays broken, and so does the
 * linkage of a call. So all that can run inside the host's methods runs once before the first site
 * is added, and what only callbacks need, before the first of those. It never touches {@code
 * CompletableFuture} or the common pool, because the host may still configure them.
 */
final class WarmUp {
  private static boolean done;
  private static boolean callbacksDone;

  private WarmUp() {}

  static synchronized void once() {
    if (done) {
      return;
    }
    done = true;
    Recording recording = new Recording(2, 1, 1);
    try {
      Site site =
          recording
              .sites()
              .add("warm-up", new Rule(), new InstrumentedMethod("none", "none", null));
      go(recording, site);
      OpenFrames.learn();
    } catch (Throwable failure) {
      // The host's first operations take the paths that are left.
    } finally {
      recording.sites().turnOff();
      WorkerTable.clear();
      Recording.forgetThisThread();
    }
  }

  private static void go(Recording recording, Site site) {
    Worker worker = recording.anyWorker();
    RuntimeException thrown = new IllegalStateException();
    Probe.exit(begin(worker, site), null);
    Probe.exit(begin(worker, site), thrown);
    Probe.exitWith(begin(worker, site), "", null);
    Probe.exitWith(begin(worker, site), "failed", null);
    Probe.exitAsync(begin(worker, site), "no stage", null);
    AsyncOperation first = new AsyncOperation(leave(begin(worker, site)), thrown);
    if (recording.inFlight().admit(first, thrown)) {
      recording.inFlight().addBriefly();
      recording.inFlight().enter(first, thrown);
    }
    AsyncOperation second = new AsyncOperation(leave(begin(worker, site)), thrown);
    AsyncOperation there = recording.inFlight().waitingFor(thrown);
    if (recording.inFlight().hasRoomBehind(there)) {
      recording.inFlight().addBehind(there, second);
    }
    first.accept(null, thrown);
    Probe.suppressed(new StackOverflowError(), site.id());
    Frame frame = begin(worker, site);
    begin(worker, site);
    Probe.suppressed(thrown, site.id());
    Probe.exitCallback(frame, null, null);
    site.countStageBeyond();
    withoutRoom(recording, worker);
  }

  /** Counts in the cells that are shared where there is no room. */
  private static void withoutRoom(Recording recording, Worker worker) {
    recording.reader().limitCells(0);
    Site another = recording.sites().add("without room", null);
    Probe.exit(begin(worker, another), null);
    worker.succeeded(another.operation(), CellLayout.HIGHEST);
  }

  private static Frame begin(Worker worker, Site site) {
    return worker.begin(site.id(), site.operation());
  }

  private static Frame leave(Frame frame) {
    frame.worker.leave(frame);
    return frame;
  }

  /** A rule with one failure. */
  private static final class Rule implements ResultRule {
    @Override
    public String errorOf(Object returned) {
      return "failed".equals(returned) ? "failed" : null;
    }
  }

  /** Warms up what stand-ins need of the JDK: proxies and a look at the stack. */
  static synchronized void callbacks() {
    if (callbacksDone) {
      return;
    }
    callbacksDone = true;
    Recording recording = new Recording(2, 1, 1);
    try {
      InstrumentedMethod method =
          new InstrumentedMethod(
              WarmUp.class.getName(), "callbacks", new CallbackUse(0, null, Set.of(), null, null));
      Site site = recording.sites().add("warm-up", null, method);
      Worker worker = new Worker(recording, 1, Thread.currentThread());
      worker.writeTo(recording.stripeOfThisThread());
      Frame frame = begin(worker, site);
      AsyncOperation awaited = Probe.awaitCallback(Runnable.class, new Callback(), frame);
      if (awaited != null && awaited.takeCallback() instanceof Runnable callback) {
        callback.run();
      }
      Probe.exitCallback(frame, awaited, null);
    } catch (Throwable failure) {
      // The first callback takes the paths that are left.
    } finally {
      recording.sites().turnOff();
    }
  }

  /** A callback that does nothing. */
  private static final class Callback implements Runnable {
    @Override
    public void run() {
      // Empty: only the path to here counts.
    }
  }
}
